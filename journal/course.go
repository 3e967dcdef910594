package journal

import (
	"cmp"
	"context"
	"strings"

	"afterglow/assets"
)

// Sessions lists the dosing sessions by date, oldest first.
func (j *Journal) Sessions() []DosingSession {
	return j.sessions.list(func(s DosingSession) bool { return s.TrashedAt.IsZero() },
		func(a, b DosingSession) int {
			return cmp.Or(strings.Compare(a.Date.Wall(), b.Date.Wall()), strings.Compare(a.Start, b.Start), strings.Compare(string(a.ID), string(b.ID)))
		})
}

// Session is one dosing session.
func (j *Journal) Session(id ID) (DosingSession, error) { return j.sessions.get(id) }

// SaveSession makes a session durable. Without an ID it is new, and without a
// number it takes the one after the highest of its course.
func (j *Journal) SaveSession(ctx context.Context, s DosingSession) (DosingSession, error) {
	if s.Date.IsZero() {
		return s, assets.Wrong("wrong.session_date", "")
	}
	if err := first(checkRange("arrival_mood", s.ArrivalMood, 0, 10), checkRange("arrival_anxiety", s.ArrivalAnxiety, 0, 10),
		checkOneOf("eyeshade", s.Eyeshade, YesNos), s.Sharing.check(), checkTexts("intention", s.IntentionText, "clinic_note", s.ClinicNote)); err != nil {
		return s, err
	}
	if s.WrittenAt.IsZero() {
		s.WrittenAt = At(j.now())
	}
	if s.Status == "" {
		s.Status = SessionDone
		if s.Date.Date() > j.now().Format(dateLayout) {
			s.Status = SessionPlanned
		}
	}
	if s.Seq == 0 {
		for _, other := range j.Sessions() {
			if other.CourseID == s.CourseID {
				s.Seq = max(s.Seq, other.Seq)
			}
		}
		s.Seq++
	}
	return j.sessions.save(ctx, j.vault, s)
}

// Contacts lists the people a file can be sealed for, by name.
func (j *Journal) Contacts() []Contact {
	return j.contacts.list(func(c Contact) bool { return c.TrashedAt.IsZero() },
		func(a, b Contact) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
		})
}

// SaveContact makes a contact durable.
func (j *Journal) SaveContact(ctx context.Context, c Contact) (Contact, error) {
	if strings.TrimSpace(c.Name) == "" {
		return c, assets.Wrong("wrong.contact_name", "")
	}
	if c.WrittenAt.IsZero() {
		c.WrittenAt = At(j.now())
	}
	return j.contacts.save(ctx, j.vault, c)
}
