package journal

import (
	"context"
	"fmt"
	"strings"

	"afterglow/assets"
)

// SupportPlan is "My support plan" (domain.md §4.5): six plain boxes in the
// person's own words. There is one. The last box gives no examples, ever.
type SupportPlan struct {
	Head
	Signs         string `json:"signs,omitempty"`         // How I can tell it is getting hard
	OnMyOwn       string `json:"on_my_own,omitempty"`     // Things I can do on my own
	Places        string `json:"places,omitempty"`        // Where I can go, who I can be around
	People        string `json:"people,omitempty"`        // People I can tell
	Professionals string `json:"professionals,omitempty"` // Professionals and lines I can call
	SaferSpace    string `json:"safer_space,omitempty"`   // Making my space safer
	UpdatedAt     When   `json:"updated_at"`
}

func (p *SupportPlan) check() error {
	return checkTexts("signs", p.Signs, "on_my_own", p.OnMyOwn, "places", p.Places, "people", p.People,
		"professionals", p.Professionals, "safer_space", p.SaferSpace)
}

// Blank says that nothing is written in it.
func (p SupportPlan) Blank() bool {
	return strings.TrimSpace(p.Signs+p.OnMyOwn+p.Places+p.People+p.Professionals+p.SaferSpace) == ""
}

// SupportPlan is the plan; before one was written it is blank.
func (j *Journal) SupportPlan() SupportPlan {
	list := there(j.plans, nil, func(p SupportPlan) string { return p.UpdatedAt.Wall() })
	if len(list) == 0 {
		return SupportPlan{}
	}
	return list[len(list)-1]
}

// SaveSupportPlan makes the plan durable. Leaving every box empty is a plan too.
func (j *Journal) SaveSupportPlan(ctx context.Context, p SupportPlan) (SupportPlan, error) {
	p.UpdatedAt = At(j.now())
	return saveRecord(ctx, j, j.plans, p)
}

// CareRole is who someone is to the person.
type CareRole string

// CareRoles lists them in the order they are offered (domain.md §9).
var CareRoles = []CareRole{"therapist", "prescriber", "clinic", "sitter", "person", "line"}

// CareContact is one of the person's own people or lines: a name or word for
// them, and a number as it is to be read. Nothing dials it.
type CareContact struct {
	Head
	Role          CareRole `json:"role,omitempty"`
	Label         string   `json:"label"`
	Phone         string   `json:"phone,omitempty"`
	Note          string   `json:"note,omitempty"`
	OnSupportCard bool     `json:"on_support_card,omitempty"`
	Order         int      `json:"order,omitempty"`
}

func (c *CareContact) check() error {
	if strings.TrimSpace(c.Label) == "" {
		return assets.Wrong("wrong.who", "label")
	}
	return first(checkBounds("order", c.Order), checkOneOf("role", c.Role, CareRoles), checkTexts("label", c.Label, "phone", c.Phone, "note", c.Note))
}

// CareContacts lists the person's own people in their order.
func (j *Journal) CareContacts() []CareContact {
	return there(j.people, nil, func(c CareContact) string { return fmt.Sprintf("%06d", c.Order) })
}

// SaveCareContact makes one durable.
func (j *Journal) SaveCareContact(ctx context.Context, c CareContact) (CareContact, error) {
	return saveRecord(ctx, j, j.people, c)
}
