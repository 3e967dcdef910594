package journal

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"afterglow/journal/measure"
)

// CheckInFields lists the names CheckIn.SetField knows, in the order of a form.
var CheckInFields = []string{"on", "mood", "anxiety", "energy", "connected", "sleep_h", "sleep_q", "line"}

// SetField sets the field of that name (as in its JSON) from text, or says in
// one line what would be accepted. Of a number, "" takes it away.
func (c *CheckIn) SetField(name, value string) error {
	value = strings.TrimSpace(value)
	switch name {
	case "on":
		w, err := ParseWhen(value)
		if err != nil {
			return fmt.Errorf("on: %w", err)
		}
		c.On = w
	case "mood":
		return setLevel(&c.Mood, name, value)
	case "anxiety":
		return setLevel(&c.Anxiety, name, value)
	case "energy":
		return setLevel(&c.Energy, name, value)
	case "connected":
		return setLevel(&c.Connected, name, value)
	case "sleep_q":
		return setLevel(&c.SleepQuality, name, value)
	case "sleep_h":
		if value == "" {
			c.SleepHours = Maybe[float64]{}
			return nil
		}
		h, err := strconv.ParseFloat(value, 64)
		if err != nil || !(h >= 0 && h <= 24) {
			return fmt.Errorf("sleep_h: %q is not a number of hours from 0 to 24", value)
		}
		c.SleepHours = Some(h)
	case "line":
		if err := checkTexts(name, value); err != nil {
			return err
		}
		c.Line = value
	default:
		return fmt.Errorf("there is no field %q: use %s", name, strings.Join(CheckInFields, ", "))
	}
	return nil
}

// Fields are what was given, by the names of SetField.
func (c CheckIn) Fields() map[string]string {
	return given(map[string]string{"on": c.On.String(), "mood": c.Mood.String(), "anxiety": c.Anxiety.String(), "energy": c.Energy.String(),
		"connected": c.Connected.String(), "sleep_h": c.SleepHours.String(), "sleep_q": c.SleepQuality.String(), "line": c.Line})
}

// ResponseFields lists the names Response.SetField knows beside the ids of items.
var ResponseFields = []string{"instrument", "version", "taken_at", "entered_for", "is_baseline", "corrects"}

// SetField sets the field of that name from text; any other name is an item's id
// and its value the answer, "" being none. Whether the answers fit, SaveResponse
// says, which knows the measure.
func (r *Response) SetField(name, value string) error {
	value = strings.TrimSpace(value)
	switch name {
	case "instrument":
		r.InstrumentID = value
	case "version":
		r.InstrumentVersion = value
	case "taken_at":
		w, err := ParseWhen(value)
		if err != nil {
			return fmt.Errorf("taken_at: %w", err)
		}
		r.TakenAt = w
	case "entered_for":
		return setOneOf(&r.EnteredFor, name, value, EnteredFors)
	case "is_baseline":
		var answer YesNo
		if err := setOneOf(&answer, name, value, YesNos); err != nil {
			return err
		}
		r.IsBaseline = answer == Yes
	case "corrects":
		r.Corrects = ID(value)
	default:
		if value == "" {
			delete(r.Answers, name)
			return nil
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("%s: %q is not a number; beside the items there are %s", name, value, strings.Join(ResponseFields, ", "))
		}
		if r.Answers == nil {
			r.Answers = measure.Answers{}
		}
		r.Answers[name] = n
	}
	return nil
}

// Fields are what was given, by the names of SetField, and what it came to:
// complete, total and value.
func (r Response) Fields() map[string]string {
	f := map[string]string{"instrument": r.InstrumentID, "version": r.InstrumentVersion, "taken_at": r.TakenAt.String(),
		"entered_for": string(r.EnteredFor), "corrects": string(r.Corrects), "total": r.Total.String(), "value": r.Value.String(), "complete": string(No)}
	if r.Complete {
		f["complete"] = string(Yes)
	}
	if r.IsBaseline {
		f["is_baseline"] = string(Yes)
	}
	for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
		f[id] = strconv.Itoa(r.Answers[id])
	}
	return given(f)
}

// given leaves out what is empty.
func given(fields map[string]string) map[string]string {
	maps.DeleteFunc(fields, func(_, value string) bool { return value == "" })
	return fields
}
