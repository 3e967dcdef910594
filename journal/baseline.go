package journal

import (
	"context"
	"slices"
)

// CurrentCourse is the course that is going on, or the last one there was.
func CurrentCourse(courses []Course) (Course, bool) {
	for _, c := range slices.Backward(courses) {
		if c.Status != CourseEnded {
			return c, true
		}
	}
	if len(courses) == 0 {
		return Course{}, false
	}
	return courses[len(courses)-1], true
}

// Baselines are the responses, and the scores from elsewhere, that the person
// chose to compare others with: for the course there is now, or, where there is
// none, for all. A choice goes on to the correction of what was chosen.
func (j *Journal) Baselines() []ID {
	ids := j.Settings().BaselineIDs
	if c, ok := CurrentCourse(j.Courses()); ok {
		ids = c.BaselineIDs
	}
	if len(ids) == 0 {
		return nil
	}
	corrected := map[ID]ID{}
	for _, r := range j.AllResponses() {
		if r.Corrects != "" {
			corrected[r.Corrects] = r.ID
		}
	}
	ids = slices.Clone(ids)
	for i := range ids {
		for range corrected { // no chain is longer
			next, ok := corrected[ids[i]]
			if !ok {
				break
			}
			ids[i] = next
		}
	}
	return ids
}

// SaveBaselines makes another choice durable, beside everything else that is
// known of the course.
func (j *Journal) SaveBaselines(ctx context.Context, ids []ID) error {
	if c, ok := CurrentCourse(j.Courses()); ok {
		c.BaselineIDs = ids
		_, err := j.SaveCourse(ctx, c)
		return err
	}
	s := j.Settings()
	s.BaselineIDs = ids
	_, err := j.SaveSettings(ctx, s)
	return err
}
