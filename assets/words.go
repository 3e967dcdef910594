package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// translations holds one file for each area and language, named
// <area>.<language>.json, in go-i18n's form: {"area.what": {"other": "…"}}.
// Values stand in the text as {{.Name}}.
//
//go:embed translations/*.json
var translations embed.FS

// Words answers with the texts of one language. The zero value is not usable;
// take one from English or For.
type Words struct {
	tag       language.Tag
	localizer *i18n.Localizer
	parser    *template.TextParser
	fixed     sync.Map       // id → text, for messages that take no values
	session   map[string]any // the word for a session, as every message may show it
}

var bundle = sync.OnceValue(func() *i18n.Bundle {
	b, err := newBundle(translations)
	if err != nil {
		panic("assets: " + err.Error()) // the program was built from a broken file
	}
	return b
})

var english = sync.OnceValue(func() *Words { return newWords(bundle(), language.English) })

// English is the texts in English, the language they are written in.
func English() *Words { return english() }

// For is the texts in the best of the languages asked for (BCP 47, most wanted
// first), and in English where none of them is there.
func For(languages ...string) *Words {
	wanted := make([]language.Tag, 0, len(languages))
	for _, l := range languages {
		if tag, err := language.Parse(l); err == nil {
			wanted = append(wanted, tag)
		}
	}
	have := Languages()
	_, i, sure := language.NewMatcher(have).Match(wanted...)
	if sure == language.No || have[i] == language.English {
		return English()
	}
	return newWords(bundle(), have[i])
}

// Called are the same texts with the person's own word for a session, one of the
// messages "session_term.*".
func (w *Words) Called(term string) *Words {
	called := newWords(bundle(), w.tag)
	called.call(term)
	return called
}

// call makes the word known to every message, in which it stands as {{.One}} or
// {{.Many}}, and as {{.OneUp}} or {{.ManyUp}} where it begins the text.
func (w *Words) call(term string) {
	one, many := w.N("session_term."+term, 1), w.N("session_term."+term, 2)
	w.session = map[string]any{"One": one, "Many": many, "OneUp": capital(one), "ManyUp": capital(many)}
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// Languages lists the languages there are texts in, English first.
func Languages() []language.Tag {
	tags := append([]language.Tag(nil), bundle().LanguageTags()...)
	sort.SliceStable(tags, func(i, j int) bool { return tags[i] == language.English && tags[j] != language.English })
	return tags
}

// Language is the language of these words.
func (w *Words) Language() language.Tag { return w.tag }

// T is the text of a message. Values are given as pairs: "Name", value, … and
// stand in the message as {{.Name}}.
func (w *Words) T(id string, pairs ...any) string {
	if len(pairs) > 0 {
		return w.say(id, nil, values(pairs))
	}
	if text, ok := w.fixed.Load(id); ok {
		return text.(string)
	}
	text := w.say(id, nil, nil)
	w.fixed.Store(id, text)
	return text
}

// N is the text of a message that depends on a count, which stands in it as
// {{.Count}}; other values as in T.
func (w *Words) N(id string, count int, pairs ...any) string {
	data := values(pairs)
	data["Count"] = count
	return w.say(id, count, data)
}

// Has says whether there is a message with that id.
func (w *Words) Has(id string) bool {
	_, _, err := w.localizer.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: id, TemplateParser: anyText{}})
	return err == nil
}

func (w *Words) say(id string, count any, data map[string]any) string {
	if data == nil {
		data = map[string]any{}
	}
	maps.Copy(data, w.session)
	text, err := w.localizer.Localize(&i18n.LocalizeConfig{
		MessageID:      id,
		PluralCount:    count,
		TemplateData:   data,
		TemplateParser: w.parser,
	})
	if text == "" || (err != nil && !isFallback(err)) {
		return "⟨" + id + "⟩"
	}
	return text
}

// isFallback says that the text was found, but in English rather than in the
// language asked for.
func isFallback(err error) bool {
	_, ok := err.(*i18n.MessageNotFoundErr)
	return ok
}

func newWords(b *i18n.Bundle, tag language.Tag) *Words {
	w := &Words{
		tag:       tag,
		localizer: i18n.NewLocalizer(b, tag.String()),
		// A value that was not given is an error, not "<no value>".
		parser: &template.TextParser{Option: "missingkey=error"},
	}
	w.call("session")
	return w
}

func newBundle(files fs.FS) (*i18n.Bundle, error) {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	names, err := fs.Glob(files, "translations/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if _, _, err := areaAndLanguage(name); err != nil {
			return nil, err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if _, err := b.ParseMessageFileBytes(text, path.Base(name)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return b, nil
}

// areaAndLanguage reads a translation file's name.
func areaAndLanguage(name string) (area string, tag language.Tag, err error) {
	parts := strings.Split(path.Base(name), ".")
	if len(parts) != 3 || parts[0] == "" || parts[2] != "json" {
		return "", language.Und, fmt.Errorf("%s is not named <area>.<language>.json", name)
	}
	if tag, err = language.Parse(parts[1]); err != nil {
		return "", language.Und, fmt.Errorf("%s: %w", name, err)
	}
	return parts[0], tag, nil
}

// values makes a map of "Name", value pairs; what is not a pair is left out.
func values(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2+1)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			m[name] = pairs[i+1]
		}
	}
	return m
}

// anyText answers every template with its own source.
type anyText struct{}

func (anyText) Cacheable() bool { return false }

func (anyText) Parse(src, _, _ string) (template.ParsedTemplate, error) { return source(src), nil }

type source string

func (s source) Execute(any) (string, error) { return string(s), nil }
