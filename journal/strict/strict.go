package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"afterglow/assets"
)

// The limits of one JSON text. They bound what a small hostile text can make
// the decoder allocate: "{}," is three bytes and an Entry about 300.
const (
	maxDepth    = 64        // nested objects and arrays
	MaxElements = 20_000    // of one array whose type is known, and keys of one object
	maxValues   = 1_500_000 // values in all: 20,000 entries use about one million
	maxMade     = 64 << 20  // bytes that the elements of all arrays become, without their texts
	maxUnknown  = 50        // unknown keys named before the list ends
)

// ErrTooLarge: past one of the limits.
var ErrTooLarge = assets.Wrong("wrong.too_large", "")

// Decode reads one JSON text into dst, a pointer to a struct or slice.
//
// It refuses what encoding/json lets pass: text that is not UTF-8, keys given
// twice (also twice but for case), keys that are a known key but for case,
// null, escapes that are half a surrogate pair, nesting past maxDepth. Keys the
// type does not know are refused, or, when tolerant, left out and returned by
// their path. No error holds a value from the text.
func Decode(b []byte, dst any, tolerant bool) (unknown []string, err error) {
	if !utf8.Valid(b) {
		return nil, assets.Wrong("wrong.utf8", "")
	}
	if !json.Valid(b) {
		return nil, assets.Wrong("wrong.json", "")
	}
	s := scan{b: b, tolerant: tolerant, fields: map[reflect.Type]*keys{}}
	if err := s.value(reflect.TypeOf(dst).Elem(), "", 0); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, dst); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) && kind.Field != "" { // the path of known keys
			return nil, assets.Wrong("wrong.kind_at", kind.Field)
		}
		return nil, assets.Wrong("wrong.kind", "")
	}
	return s.unknown, nil
}

// scan walks one text that json.Valid has passed, beside the type it is to
// become. The type is nil inside what is unknown.
type scan struct {
	b        []byte
	i        int
	values   int
	made     uintptr
	tolerant bool
	unknown  []string
	fields   map[reflect.Type]*keys
}

// keys are what a struct has: by their names, and these by how they fold.
type keys struct {
	types  map[string]reflect.Type
	folded map[string]string
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

func (s *scan) value(t reflect.Type, path string, depth int) error {
	if s.values++; s.values > maxValues {
		return ErrTooLarge
	}
	if depth > maxDepth {
		return assets.Wrong("wrong.deep", "")
	}
	s.space()
	switch s.b[s.i] {
	case '{':
		return s.object(t, path, depth)
	case '[':
		return s.array(t, path, depth)
	case '"':
		_, err := s.str()
		return err
	case 'n':
		if t != nil {
			return assets.Wrong("wrong.null", "")
		}
	}
	for s.i < len(s.b) && !bytes.ContainsRune([]byte(",]} \t\r\n"), rune(s.b[s.i])) {
		s.i++
	}
	return nil
}

func (s *scan) object(t reflect.Type, path string, depth int) error {
	known := s.keysOf(t)
	seen := map[string]bool{}
	s.i++
	for s.space(); s.b[s.i] != '}'; s.space() {
		if s.b[s.i] == ',' {
			s.i++
			s.space()
		}
		raw, err := s.str()
		if err != nil {
			return err
		}
		key := string(raw[1 : len(raw)-1])
		if strings.Contains(key, `\`) {
			if err := json.Unmarshal(raw, &key); err != nil {
				return assets.Wrong("wrong.key", "")
			}
		}
		folded := foldKey(key)
		if seen[folded] {
			return assets.Wrong("wrong.key_twice", "")
		}
		if seen[folded] = true; len(seen) > MaxElements {
			return ErrTooLarge
		}
		var field reflect.Type
		below := "" // only the way to a known key is ever told
		switch {
		case known != nil:
			if field = known.types[key]; field != nil {
				below = join(path, key)
			} else if err := s.meetUnknown(known, key, folded, path); err != nil {
				return err
			}
		case t != nil && t.Kind() == reflect.Map:
			field, below = t.Elem(), path // any key, one kind of value
			if err := s.make(field); err != nil {
				return err
			}
		}
		s.space()
		s.i++ // the colon
		if err := s.value(field, below, depth+1); err != nil {
			return err
		}
	}
	s.i++
	return nil
}

// meetUnknown decides about a key the type does not have.
func (s *scan) meetUnknown(known *keys, key, folded, path string) error {
	if k, ok := known.folded[folded]; ok {
		return assets.Wrong("wrong.capitals", "", "Key", k)
	}
	if !s.tolerant {
		return assets.Wrong("wrong.unknown_key", "")
	}
	name := join(path, Printable(key))
	for _, u := range s.unknown {
		if u == name {
			return nil
		}
	}
	if len(s.unknown) < maxUnknown {
		s.unknown = append(s.unknown, name)
	}
	return nil
}

func (s *scan) array(t reflect.Type, path string, depth int) error {
	var elem reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		elem = t.Elem()
	}
	s.i++
	n := 0
	for s.space(); s.b[s.i] != ']'; s.space() {
		if s.b[s.i] == ',' {
			s.i++
		}
		if n++; elem != nil && n > MaxElements {
			return ErrTooLarge
		}
		if elem != nil {
			if err := s.make(elem); err != nil {
				return err
			}
		}
		if err := s.value(elem, path, depth+1); err != nil {
			return err
		}
	}
	s.i++
	return nil
}

// make counts what an element will take in memory.
func (s *scan) make(elem reflect.Type) error {
	if s.made += elem.Size(); s.made > maxMade {
		return ErrTooLarge
	}
	return nil
}

// str passes one string and returns it with its quotes.
func (s *scan) str() ([]byte, error) {
	start := s.i
	for s.i++; s.b[s.i] != '"'; s.i++ {
		if s.b[s.i] != '\\' {
			continue
		}
		s.i++
		if s.b[s.i] != 'u' {
			continue
		}
		r := s.hex4(s.i + 1)
		s.i += 4
		if !utf16.IsSurrogate(r) {
			continue
		}
		if s.b[s.i+1] != '\\' || s.b[s.i+2] != 'u' || utf16.DecodeRune(r, s.hex4(s.i+3)) == unicode.ReplacementChar {
			return nil, assets.Wrong("wrong.surrogate", "")
		}
		s.i += 6
	}
	s.i++
	return s.b[start:s.i], nil
}

func (s *scan) hex4(at int) rune {
	if at+4 > len(s.b) {
		return 0
	}
	n, _ := strconv.ParseUint(string(s.b[at:at+4]), 16, 32)
	return rune(n)
}

func (s *scan) space() {
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\t' || s.b[s.i] == '\r' || s.b[s.i] == '\n') {
		s.i++
	}
}

// keysOf lists the keys of a struct by their JSON names; nil for all else.
func (s *scan) keysOf(t reflect.Type) *keys {
	if t == nil || t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(unmarshaler) {
		return nil
	}
	if known, ok := s.fields[t]; ok {
		return known
	}
	known := &keys{map[string]reflect.Type{}, map[string]string{}}
	for _, f := range reflect.VisibleFields(t) { // those of an embedded struct are its own
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			known.types[name] = f.Type
			known.folded[foldKey(name)] = name
		}
	}
	s.fields[t] = known
	return known
}

// foldKey maps every spelling that encoding/json takes for the same key to one.
func foldKey(key string) string {
	return strings.Map(func(r rune) rune {
		low := r
		for o := unicode.SimpleFold(r); o != r; o = unicode.SimpleFold(o) {
			low = min(low, o)
		}
		return low
	}, key)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Printable shortens a foreign name to what can be shown on one line.
func Printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e {
			return '?'
		}
		return r
	}, s)
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return s
}
