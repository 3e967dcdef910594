package filing_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/measure"
)

var now = time.Date(2026, 11, 21, 16, 42, 0, 0, time.FixedZone("", 3600))

// verified are the codes that may stand in a file (domain.md §6.6).
var verified = map[string][]string{
	"http://loinc.org": {"44249-1", "44261-6", "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8", "69722-7",
		"69737-5", "70274-6", "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7",
		"LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9", "85354-9", "8480-6", "8462-4", "8867-4", "59408-5"},
	"http://unitsofmeasure.org":                                  {"{score}", "h", "mm[Hg]", "/min", "%"},
	"http://terminology.hl7.org/CodeSystem/observation-category": {"survey", "vital-signs"},
	"http://terminology.hl7.org/CodeSystem/data-absent-reason":   {"unknown"},
}

// ours are the code systems of our own: of built-in measures alone.
var ours = []string{"https://afterglow.invalid/fhir/CodeSystem/phq-9", "https://afterglow.invalid/fhir/CodeSystem/gad-7", "https://afterglow.invalid/fhir/CodeSystem/who-5"}

var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	b, err := os.ReadFile("testdata/fhir-r4-bundle.schema.json")
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("fhir.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("fhir.json")
})

type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// validate says what HL7's schema has against a file.
func validate(t fataler, b []byte) error {
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

type object = map[string]any

// resources makes a file, holds it against the schema and gives what is in it by type.
func resources(t fataler, c bundle.Content) (map[string][]object, []byte) {
	b, err := filing.FHIR(c, now, assets.English())
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, b); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	var file struct {
		Type  string
		Entry []struct {
			FullURL  string
			Resource object
		}
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	out, seen := map[string][]object{}, map[string]bool{}
	for _, e := range file.Entry {
		if e.FullURL != "urn:uuid:"+e.Resource["id"].(string) || seen[e.FullURL] {
			t.Fatalf("%s is not the id, or is there twice", e.FullURL)
		}
		seen[e.FullURL] = true
		kind := e.Resource["resourceType"].(string)
		out[kind] = append(out[kind], e.Resource)
	}
	for _, list := range out {
		for _, r := range list {
			each(r, func(o object) {
				if ref, ok := o["reference"].(string); ok && !seen[ref] {
					t.Fatalf("%s is not in the file", ref)
				}
				if len(o) == 0 {
					t.Fatalf("an element without content: %v", r)
				}
			})
		}
	}
	if file.Type != "collection" {
		t.Fatalf("it is a %s", file.Type)
	}
	return out, b
}

// each calls with every object within a value.
func each(v any, call func(object)) {
	switch v := v.(type) {
	case object:
		call(v)
		for _, inner := range v {
			each(inner, call)
		}
	case []any:
		for _, inner := range v {
			each(inner, call)
		}
	}
}

func TestAnyFHIRFileIsValidR4AndItsScoresAreTheApps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyContent().Draw(t, "content")
		got, b := resources(t, c)
		if again, err := filing.FHIR(c, now, assets.English()); err != nil || !bytes.Equal(again, b) {
			t.Fatal("the same content gives other bytes", err)
		}
		want, asked := map[float64]int{}, 0
		for _, r := range c.Responses {
			if !r.AnswersKept() {
				asked++
			}
			in, _ := c.Instrument(r.InstrumentID, r.InstrumentVersion)
			if s := in.Score(r.Answers); s.Complete {
				want[float64(s.Value)]++
			} else if v, complete := r.Value.Get(); complete {
				want[float64(v)]++
			}
		}
		for _, s := range c.ExternalScores {
			want[s.Value]++
		}
		have := map[float64]int{}
		for _, o := range got["Observation"] {
			if q, ok := o["valueQuantity"].(object); ok && q["code"] == "{score}" {
				have[q["value"].(float64)]++
			}
		}
		if !maps.Equal(want, have) || len(got["QuestionnaireResponse"]) != asked {
			t.Fatalf("scores %v, want %v; %d forms, want %d", have, want, len(got["QuestionnaireResponse"]), asked)
		}
		if n := len(c.Entries) + len(c.Questions) + len(c.Insights) + len(c.Practices); len(got["DocumentReference"]) != n || len(got["Procedure"]) != len(c.Sessions) {
			t.Fatalf("%d documents of %d, %d sessions of %d", len(got["DocumentReference"]), n, len(got["Procedure"]), len(c.Sessions))
		}
	})
}

func TestNoCodeIsGuessed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyContent().Draw(t, "content")
		got, b := resources(t, c)
		loinc := false
		for _, list := range got {
			for _, r := range list {
				each(r, func(o object) {
					system, _ := o["system"].(string)
					code, coded := o["code"].(string)
					switch {
					case system == "" && coded && r["resourceType"] != "ValueSet":
						t.Fatalf("a code of no system: %v", o)
					case system == "" || o["concept"] != nil || slices.Contains(verified[system], code):
						loinc = loinc || system == "http://loinc.org"
					case !slices.Contains(ours, system):
						t.Fatalf("not a verified code: %v", o)
					}
				})
			}
		}
		if stands := strings.Contains(string(b), "available at no cost under the license at http://loinc.org/license"); stands != loinc {
			t.Fatalf("LOINC is used: %v; its notice stands: %v", loinc, stands)
		}
	})
}

func TestAMeasureFromAFileHasNoCodes(t *testing.T) {
	in := foreign()
	a := measure.Answers{}
	for _, it := range in.Items {
		a[it.ID] = 2
	}
	got, b := resources(t, bundle.Content{Instruments: []measure.Instrument{in}, Responses: []bundle.Response{response("1", in, when(t, "2026-11-21"), a, false)}})
	if strings.Contains(string(b), "loinc") || strings.Contains(string(b), "CodeSystem/my-scale") {
		t.Errorf("a code of the file's own making: %s", b)
	}
	if code := got["Observation"][0]["code"].(object); code["text"] != "=My scale score" || code["coding"] != nil {
		t.Errorf("%v", code)
	}
	answer := got["QuestionnaireResponse"][0]["item"].([]any)[0].(object)
	if answer["linkId"] != "1" || !strings.Contains(string(b), `"valueDecimal": 2`) {
		t.Errorf("%v", answer)
	}
}

func TestPHQ9IsCodedAsInTheTable(t *testing.T) {
	in := builtIn("phq-9")
	a := measure.Answers{"difficulty": 1}
	for i := range 9 {
		a[in.Items[i].ID] = i % 4
	}
	got, _ := resources(t, bundle.Content{Responses: []bundle.Response{response("1", in, when(t, "2026-11-21T16:42:00+01:00"), a, false)}})
	form := got["QuestionnaireResponse"][0]
	if form["status"] != "completed" || form["authored"] != "2026-11-21T16:42:00+01:00" || form["source"].(object)["reference"] != "urn:uuid:"+got["Patient"][0]["id"].(string) {
		t.Errorf("%v", form)
	}
	links := []string{"/44250-9", "/44255-8", "/44259-0", "/44254-1", "/44251-7", "/44258-2", "/44252-5", "/44253-3", "/44260-8", "/69722-7"}
	codes := []string{"LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"}
	for i, it := range form["item"].([]any) {
		answer := it.(object)["answer"].([]any)[0].(object)["valueCoding"].(object)
		want := "difficulty-answer-1"
		if i < 9 {
			want = codes[i%4]
		}
		if it.(object)["linkId"] != links[i] || answer["code"] != want {
			t.Errorf("%d: %v", i, it)
		}
	}
	score := got["Observation"][0]
	coded, value := score["code"].(object)["coding"].([]any)[0].(object), score["valueQuantity"].(object)
	if coded["code"] != "44261-6" || value["value"] != 12.0 || value["unit"] != "{score}" || score["derivedFrom"].([]any)[0].(object)["reference"] != "urn:uuid:"+form["id"].(string) {
		t.Errorf("%v", score)
	}
	asked := got["Questionnaire"][0]
	if asked["code"].([]any)[0].(object)["code"] != "44249-1" || form["questionnaire"] != asked["url"].(string)+"|"+asked["version"].(string) || !strings.Contains(asked["copyright"].(string), in.Credit) {
		t.Errorf("%v", asked)
	}
}

func TestWHO5HasACodeSystemOfItsOwn(t *testing.T) {
	in := builtIn("who-5")
	got, b := resources(t, bundle.Content{Responses: []bundle.Response{response("1", in, when(t, "2026-11-21"), measure.Answers{"1": 5, "2": 4, "3": 3, "4": 2, "5": 1}, false)}})
	coded := got["Observation"][0]["code"].(object)["coding"].([]any)[0].(object)
	if coded["system"] != "https://afterglow.invalid/fhir/CodeSystem/who-5" || coded["code"] != "total" || got["Observation"][0]["valueQuantity"].(object)["value"] != 60.0 {
		t.Errorf("%v", got["Observation"][0])
	}
	if strings.Contains(string(b), "loinc") || got["ValueSet"] != nil {
		t.Error("a LOINC code, of which none was verified")
	}
}

// What was kept back leaves no form that looks empty, and an unfinished one no score.
func TestKeptAndUnfinishedAnswers(t *testing.T) {
	in, day := builtIn("gad-7"), when(t, "2026-11-21")
	a := measure.Answers{}
	for _, it := range in.Items {
		a[it.ID] = 1
	}
	got, _ := resources(t, bundle.Content{Responses: []bundle.Response{response("1", in, day, a, true)}})
	note := got["Observation"][0]["note"].([]any)[0].(object)["text"].(string)
	if got["QuestionnaireResponse"] != nil || got["Observation"][0]["valueQuantity"].(object)["value"] != 7.0 || !strings.Contains(note, "Item answers were not shared.") {
		t.Errorf("%v", got)
	}
	delete(a, "7")
	got, _ = resources(t, bundle.Content{Responses: []bundle.Response{response("1", in, day, a, false)}})
	if form := got["QuestionnaireResponse"][0]; got["Observation"] != nil || form["status"] != "in-progress" || len(form["item"].([]any)) != 6 {
		t.Errorf("%v", got)
	}
}

func TestAnEntryIsTheWritersTextToTheByte(t *testing.T) {
	text := "# Not *mine*\r\n\u202e<b>&\x0b"
	c := bundle.Content{
		Maker:    bundle.Maker{Alias: "R."},
		Sessions: []bundle.Session{{ID: "s", Date: when(t, "2026-11-20"), Status: journal.SessionDone, Route: "IM", Dose: "as on the sheet"}},
		Entries: []bundle.Entry{{ID: "e", Kind: journal.KindInsight, Title: "After", SessionID: "s", WrittenAt: when(t, "2026-11-21T16:42:00+01:00"), OccurredAt: when(t, "2026-11-21"),
			Sections: []journal.Section{{Text: text}}, RecordPref: journal.SessionOnly}},
	}
	got, _ := resources(t, c)
	d, p := got["DocumentReference"][0], got["Procedure"][0]
	att := d["content"].([]any)[0].(object)["attachment"].(object)
	data, err := base64.StdEncoding.DecodeString(att["data"].(string))
	if err != nil || string(data) != c.Entries[0].Text() || !strings.Contains(string(data), text) {
		t.Errorf("%q", data)
	}
	author := d["author"].([]any)[0].(object)["reference"]
	if author != "urn:uuid:"+got["Patient"][0]["id"].(string) || d["date"] != "2026-11-21T16:42:00+01:00" || d["meta"].(object)["tag"].([]any)[0].(object)["display"] != "For our session only, please" {
		t.Errorf("%v", d)
	}
	if p["status"] != "completed" || p["code"].(object)["coding"] != nil || !strings.Contains(p["note"].([]any)[0].(object)["text"].(string), "as on the sheet") {
		t.Errorf("%v", p)
	}
}

// What stands beside an insight or a practice goes with it.
func TestAPracticeIsFiledWithItsDays(t *testing.T) {
	day := when(t, "2026-11-21")
	got, _ := resources(t, bundle.Content{Practices: []bundle.Practice{{Item: bundle.Item{ID: "p"}, What: "Ten minutes outside", Tiny: "the door", Log: []bundle.PracticeLine{{On: day, Done: journal.DonePartly, Word: "rain"}}}}})
	att := got["DocumentReference"][0]["content"].([]any)[0].(object)["attachment"].(object)
	if data, _ := base64.StdEncoding.DecodeString(att["data"].(string)); string(data) != "Ten minutes outside\n\nMade tiny: the door\n21 November 2026: In part, rain" {
		t.Errorf("%q", data)
	}
}

// A later file of the same person names the same things by the same ids.
func TestIdsStayTheSame(t *testing.T) {
	c := bundle.Content{BundleID: "1", Maker: bundle.Maker{Alias: "R.", SigningKey: "ssh-ed25519 A"}, CheckIns: []bundle.CheckIn{{Item: bundle.Item{ID: "d"}, On: when(t, "2026-11-21")}}}
	before, _ := resources(t, c)
	c.BundleID, c.Maker.Alias = "2", "Robin"
	after, _ := resources(t, c)
	for _, kind := range []string{"Patient", "Observation"} {
		if before[kind][0]["id"] != after[kind][0]["id"] {
			t.Errorf("%s changed its id", kind)
		}
	}
}

// The schema is one that refuses.
func TestTheSchemaRefusesWhatIsNoFHIR(t *testing.T) {
	b, err := filing.FHIR(bundle.Content{CheckIns: []bundle.CheckIn{{Item: bundle.Item{ID: "d"}, On: when(t, "2026-11-21"), Mood: journal.Some(5)}}}, now, assets.English())
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"effectiveDateTime": "2026-11-21"`, `"effectiveDateTime": "21.11.2026"`}, {`"valueInteger": 5`, `"valueInteger": "5"`}, {`"subject"`, `"patient"`}, {`"final"`, `"done"`}, {`"Observation"`, `"Observed"`}} {
		if changed := bytes.Replace(b, []byte(change[0]), []byte(change[1]), 1); bytes.Equal(changed, b) || validate(t, changed) == nil {
			t.Errorf("%s passes", change[1])
		}
	}
}
