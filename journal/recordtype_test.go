package journal

import (
	"reflect"
	"slices"
	"testing"
)

// What a record holds can be told again field by field, and comes to the same.
func TestEveryRecordCanBeToldAgainByItsFields(t *testing.T) {
	j, _ := trial(t)
	everything(t, j)
	own := []string{recordSession, recordContact, recordCheckIn, recordResponse, // have a SetField, or a card
		recordClient, recordReceived, recordNote} // are a therapist's
	for _, s := range j.shelves() {
		if !slices.Contains(own, s.name()) && !slices.ContainsFunc(recordTypes, func(r RecordType) bool { return r.Name == s.name() }) {
			t.Errorf("%s cannot be told in fields", s.name())
		}
	}
	for _, kind := range RecordTypes() {
		list := kind.List(j)
		if len(list) != 1 {
			t.Errorf("%s: %d are listed", kind.Name, len(list))
			continue
		}
		fields, again := FieldsOf(list[0]), kind.New()
		for _, name := range kind.Fields {
			value, given := fields[name]
			if !given {
				continue
			}
			if err := kind.SetField(again, name, value); err != nil {
				t.Errorf("%s: %s=%q: %v", kind.Name, name, value, err)
			}
			delete(fields, name)
		}
		if kind.Name == recordPlan {
			delete(fields, "updated_at")
			again.(*SupportPlan).UpdatedAt = list[0].(*SupportPlan).UpdatedAt
		}
		if len(fields) > 0 || !reflect.DeepEqual(FieldsOf(again), FieldsOf(list[0])) {
			t.Errorf("%s: %v is left; %v is not %v", kind.Name, fields, FieldsOf(again), FieldsOf(list[0]))
		}
		*again.head() = *list[0].head()
		if f, ok := again.(*FollowUp); ok {
			f.Due = list[0].(*FollowUp).Due
		}
		if !reflect.DeepEqual(again, list[0]) {
			t.Errorf("%s: %+v is not %+v", kind.Name, again, list[0])
		}
		if kind.SetField(again, "id", "0") == nil || kind.SetField(again, "written_at", "2026-11-21") == nil {
			t.Errorf("%s: what the journal gives can be told", kind.Name)
		}
	}
}

// A refused value is named with what would be taken.
func TestWhatAFieldOfARecordTakes(t *testing.T) {
	j, _ := trial(t)
	for _, c := range []struct {
		record      CourseRecord
		name, value string
		says        string
	}{
		{&Insight{}, "confidence", "eleven", `confidence: "eleven" is not a number from 0 to 10`},
		{&SideEffect{}, "severity", "4", `severity: "4" is not a number from 0 to 3`},
		{&Course{}, "planned_total", "-1", `planned_total: "-1" is not a number from 0 to 999`},
		{&Course{}, "status", "", `status: "" is not one of open, paused, ended`},
		{&Course{}, "started_on", "soon", `started_on: "soon" is not a date: write 2026-11-21, or 2026-11-21T16:42:00+01:00`},
		{&ExternalScore{}, "value", "+Inf", `value: "+Inf" is not a number`},
		{&CareContact{}, "label", "\xff", "label: " + ErrNotUTF8.Error()},
		{&CustomInstrument{}, "file", "x", "file: this is not JSON"},
		{&Vital{}, "weight", "70", `there is no field "weight": use session_id, at, moment, systolic, diastolic, pulse, spo2, source`},
		{&Question{}, "priority", "", ""},
		{&Course{}, "baseline_response_ids", "a, b", ""},
	} {
		i := slices.IndexFunc(recordTypes, func(r RecordType) bool { return reflect.TypeOf(r.New()) == reflect.TypeOf(c.record) })
		before := FieldsOf(c.record)
		err := recordTypes[i].SetField(c.record, c.name, c.value)
		if err != nil && !reflect.DeepEqual(FieldsOf(c.record), before) {
			t.Errorf("%s=%q was refused and set all the same", c.name, c.value)
		}
		if err == nil && c.says != "" || err != nil && err.Error() != c.says {
			t.Errorf("%s=%q: %v", c.name, c.value, err)
		}
	}
	if _, err := j.SaveSkip(ctx, Skip{InstrumentID: "qids"}); err == nil {
		t.Error("a measure that is not there was skipped")
	}
}
