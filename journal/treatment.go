package journal

import (
	"context"
	"slices"
	"strings"

	"afterglow/assets"
)

// CourseStatus is what has become of a course.
type CourseStatus string

// The states of a course.
const (
	CourseOpen   CourseStatus = "open"
	CoursePaused CourseStatus = "paused"
	CourseEnded  CourseStatus = "ended"
)

// CourseStatuses lists them in the order they are offered.
var CourseStatuses = []CourseStatus{CourseOpen, CoursePaused, CourseEnded}

// Course is one course of treatment, as the person records it (domain.md §0,
// §9). There may be several, or none: sessions need no course. Nothing in it is
// a protocol: PlannedTotal is what was agreed, for the person to read.
type Course struct {
	Head
	Title        string       `json:"title"`
	Clinic       string       `json:"clinic_label,omitempty"`
	Reason       string       `json:"reason,omitempty"` // what brought me here, in own words
	StartedOn    When         `json:"started_on,omitzero"`
	EndedOn      When         `json:"ended_on,omitzero"`
	PlannedTotal int          `json:"planned_total,omitempty"`
	Status       CourseStatus `json:"status,omitempty"`
	// DayOf is the list for the day of a session as the clinic gave it, one thing
	// a line, in its own text (domain.md §1.1). Nothing of ours is added.
	DayOf string `json:"day_of,omitempty"`
	// BaselineIDs are what the person chose to compare with, responses or scores
	// from elsewhere, at most one for each measure; without one it is the first of
	// the course.
	BaselineIDs []ID `json:"baseline_response_ids,omitempty"`
}

func (c *Course) check() error {
	if strings.TrimSpace(c.Title) == "" {
		return assets.Wrong("wrong.course", "title")
	}
	return first(checkBounds("planned_total", c.PlannedTotal), checkOneOf("status", c.Status, CourseStatuses),
		checkTexts("title", c.Title, "clinic_label", c.Clinic, "reason", c.Reason, "day_of", c.DayOf))
}

func cloneCourse(c Course) Course { c.BaselineIDs = slices.Clone(c.BaselineIDs); return c }

// Courses lists the courses, oldest first.
func (j *Journal) Courses() []Course {
	return there(j.courses, nil, func(c Course) string { return c.StartedOn.Wall() })
}

// Course is one course.
func (j *Journal) Course(id ID) (Course, error) { return j.courses.get(id) }

// SaveCourse makes a course durable.
func (j *Journal) SaveCourse(ctx context.Context, c Course) (Course, error) {
	return saveRecord(ctx, j, j.courses, c)
}
