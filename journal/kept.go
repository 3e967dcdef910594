package journal

// Kept is all records of one type, by the name FORMAT.md has for it. As JSON
// they are what FORMAT.md describes.
type Kept struct {
	Type    string
	Records []any
}

// Kept is everything in the journal but its entries and its keys: what is in the
// trash too, and each type in the order of writing.
func (j *Journal) Kept() []Kept {
	var out []Kept
	for _, s := range append(j.shelves(), j.shares, j.deletions) {
		if list := s.all(); len(list) > 0 {
			out = append(out, Kept{s.name(), list})
		}
	}
	return append(out, Kept{recordSettings, []any{j.Settings()}})
}

// written is a record that says when it was written.
type written interface{ written() When }

func (h Head) written() When          { return h.WrittenAt }
func (s DosingSession) written() When { return s.WrittenAt }
func (c Contact) written() When       { return c.WrittenAt }
func (s Share) written() When         { return s.CreatedAt }
func (d Deletion) written() When      { return d.DeletedAt }

// writtenAt orders records by when they were written.
func writtenAt(record any) string {
	if r, ok := record.(written); ok {
		return r.written().Wall()
	}
	return ""
}
