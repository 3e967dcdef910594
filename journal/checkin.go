package journal

import (
	"context"
	"strings"

	"afterglow/assets"
)

// CheckIn is half a minute at any time of a day (domain.md §3.5): each of its
// numbers 0 to 10, every one of which may be left out. There is no total, and
// there may be several a day.
type CheckIn struct {
	Head
	Sharing
	On           When           `json:"on"`
	Mood         Maybe[int]     `json:"mood,omitzero"`
	Anxiety      Maybe[int]     `json:"anxiety,omitzero"`
	Energy       Maybe[int]     `json:"energy,omitzero"`
	Connected    Maybe[int]     `json:"connected,omitzero"` // to others
	SleepHours   Maybe[float64] `json:"sleep_h,omitzero"`
	SleepQuality Maybe[int]     `json:"sleep_q,omitzero"`
	Line         string         `json:"line,omitempty"`
}

func (c *CheckIn) check() error {
	if c.On.IsZero() {
		return assets.Wrong("wrong.day_or_time", "on")
	}
	if c.Mood.IsZero() && c.Anxiety.IsZero() && c.Energy.IsZero() && c.Connected.IsZero() &&
		c.SleepHours.IsZero() && c.SleepQuality.IsZero() && strings.TrimSpace(c.Line) == "" {
		return assets.Wrong("wrong.empty_check_in", "")
	}
	return first(checkRange("mood", c.Mood, 0, 10), checkRange("anxiety", c.Anxiety, 0, 10), checkRange("energy", c.Energy, 0, 10),
		checkRange("connected", c.Connected, 0, 10), checkRange("sleep_h", c.SleepHours, 0, 24), checkRange("sleep_q", c.SleepQuality, 0, 10),
		checkTexts("line", c.Line))
}

// CheckIns lists the check-ins by the clock on the wall where they were entered,
// oldest first.
func (j *Journal) CheckIns() []CheckIn {
	return there(j.checkIns, nil, func(c CheckIn) string { return c.On.Wall() })
}

// CheckIn is one check-in.
func (j *Journal) CheckIn(id ID) (CheckIn, error) { return j.checkIns.get(id) }

// SaveCheckIn makes a check-in durable; without a moment it is of now.
func (j *Journal) SaveCheckIn(ctx context.Context, c CheckIn) (CheckIn, error) {
	if c.On.IsZero() {
		c.On = At(j.now())
	}
	return saveRecord(ctx, j, j.checkIns, c)
}
