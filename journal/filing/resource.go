package filing

// The parts of FHIR R4 that are written, and of them only the elements that are.

type resourceBundle struct {
	ResourceType string        `json:"resourceType"`
	ID           string        `json:"id"`
	Meta         *meta         `json:"meta,omitempty"`
	Identifier   *identifier   `json:"identifier,omitempty"`
	Type         string        `json:"type"`
	Timestamp    string        `json:"timestamp"`
	Entry        []bundleEntry `json:"entry"`
}

type bundleEntry struct {
	FullURL  string `json:"fullUrl"`
	Resource any    `json:"resource"`
}

// head is what every resource begins with.
type head struct {
	ResourceType string `json:"resourceType"`
	ID           string `json:"id"`
	Meta         *meta  `json:"meta,omitempty"`
}

type meta struct {
	Tag []coding `json:"tag"`
}

type identifier struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

type coding struct {
	Extension []extension `json:"extension,omitempty"`
	System    string      `json:"system,omitempty"`
	Code      string      `json:"code,omitempty"`
	Display   string      `json:"display,omitempty"`
}

type extension struct {
	URL          string `json:"url"`
	ValueDecimal int    `json:"valueDecimal"`
}

type concept struct {
	Coding []coding `json:"coding,omitempty"`
	Text   string   `json:"text,omitempty"`
}

type reference struct {
	Reference string `json:"reference"`
}

type quantity struct {
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	System string  `json:"system"`
	Code   string  `json:"code"`
}

type annotation struct {
	Text string `json:"text"`
}

type patient struct {
	head
	Name []annotation `json:"name,omitempty"` // a name that is text alone
}

type questionnaire struct {
	head
	URL         string              `json:"url"`
	Version     string              `json:"version"`
	Title       string              `json:"title"`
	Status      string              `json:"status"`
	SubjectType []string            `json:"subjectType"`
	Description string              `json:"description,omitempty"`
	Copyright   string              `json:"copyright,omitempty"`
	Code        []coding            `json:"code,omitempty"`
	Item        []questionnaireItem `json:"item"`
}

type questionnaireItem struct {
	LinkID       string         `json:"linkId"`
	Code         []coding       `json:"code,omitempty"`
	Text         string         `json:"text"`
	Type         string         `json:"type"`
	AnswerOption []answerCoding `json:"answerOption"`
}

type answerCoding struct {
	ValueCoding coding `json:"valueCoding"`
}

type questionnaireResponse struct {
	head
	Questionnaire string         `json:"questionnaire"`
	Status        string         `json:"status"`
	Subject       reference      `json:"subject"`
	Authored      string         `json:"authored,omitempty"`
	Source        reference      `json:"source"`
	Item          []responseItem `json:"item,omitempty"`
}

type responseItem struct {
	LinkID string         `json:"linkId"`
	Text   string         `json:"text"`
	Answer []answerCoding `json:"answer"`
}

type observation struct {
	head
	PartOf               []reference  `json:"partOf,omitempty"`
	Status               string       `json:"status"`
	Category             []concept    `json:"category,omitempty"`
	Code                 concept      `json:"code"`
	Subject              reference    `json:"subject"`
	EffectiveDateTime    string       `json:"effectiveDateTime,omitempty"`
	Performer            []reference  `json:"performer,omitempty"`
	ValueQuantity        *quantity    `json:"valueQuantity,omitempty"`
	ValueCodeableConcept *concept     `json:"valueCodeableConcept,omitempty"`
	Note                 []annotation `json:"note,omitempty"`
	DerivedFrom          []reference  `json:"derivedFrom,omitempty"`
	Component            []component  `json:"component,omitempty"`
}

type component struct {
	Code             concept   `json:"code"`
	ValueQuantity    *quantity `json:"valueQuantity,omitempty"`
	ValueInteger     *int      `json:"valueInteger,omitempty"`
	ValueString      string    `json:"valueString,omitempty"`
	DataAbsentReason *concept  `json:"dataAbsentReason,omitempty"`
}

type procedure struct {
	head
	Status            string       `json:"status"`
	Code              concept      `json:"code"`
	Subject           reference    `json:"subject"`
	PerformedDateTime string       `json:"performedDateTime,omitempty"`
	Asserter          reference    `json:"asserter"`
	Note              []annotation `json:"note,omitempty"`
}

type documentReference struct {
	head
	Status      string            `json:"status"`
	Type        concept           `json:"type"`
	Subject     reference         `json:"subject"`
	Date        string            `json:"date,omitempty"`
	Author      []reference       `json:"author"`
	Description string            `json:"description,omitempty"`
	Content     []documentContent `json:"content"`
	Context     *documentContext  `json:"context,omitempty"`
}

type documentContent struct {
	Attachment attachment `json:"attachment"`
}

type attachment struct {
	ContentType string `json:"contentType"`
	Data        []byte `json:"data,omitempty"`
	Title       string `json:"title,omitempty"`
}

type documentContext struct {
	Period  *period     `json:"period,omitempty"`
	Related []reference `json:"related,omitempty"`
}

type period struct {
	Start string `json:"start"`
}

// valueSet carries the notice that LOINC asks for beside its codes: copyright is
// the place FHIR has for it.
type valueSet struct {
	head
	Title     string  `json:"title"`
	Status    string  `json:"status"`
	Copyright string  `json:"copyright"`
	Compose   compose `json:"compose"`
}

type compose struct {
	Include []include `json:"include"`
}

type include struct {
	System  string       `json:"system"`
	Concept []onlyCoding `json:"concept"`
}

type onlyCoding struct {
	Code string `json:"code"`
}
