package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal/measure"
)

// bounds are the least and the greatest a number can be, by the field's name.
var bounds = map[string][2]int{
	"confidence": {0, 10}, "severity": {0, Severe}, "priority": {0, 9999}, "order": {0, 9999}, "planned_total": {0, 999},
	// What cannot be a reading at all; not a judgement.
	"systolic": {1, 999}, "diastolic": {1, 999}, "pulse": {1, 999}, "spo2": {1, 999},
}

// checkBounds refuses a number outside its bounds.
func checkBounds(name string, n int) error {
	if b := bounds[name]; n < b[0] || n > b[1] {
		return assets.Wrong("wrong.between", name, "Low", b[0], "High", b[1])
	}
	return nil
}

// checkGiven is checkBounds of a number, if it was given.
func checkGiven(name string, n Maybe[int]) error {
	if v, given := n.Get(); given {
		return checkBounds(name, v)
	}
	return nil
}

// choices are the codes that a field can hold, by its type.
var choices = map[reflect.Type][]string{
	reflect.TypeFor[Mark]():              texts(Marks),
	reflect.TypeFor[RecordPref]():        texts(RecordPrefs),
	reflect.TypeFor[CourseStatus]():      texts(CourseStatuses),
	reflect.TypeFor[VitalMoment]():       texts(VitalMoments),
	reflect.TypeFor[YesNo]():             texts(YesNos),
	reflect.TypeFor[Phase]():             texts(FollowUpKinds), // of the records of the course only a follow-up has one
	reflect.TypeFor[FollowUpState]():     texts(FollowUpStates),
	reflect.TypeFor[InsightState]():      texts(InsightStates),
	reflect.TypeFor[PracticeState]():     texts(PracticeStates),
	reflect.TypeFor[Done]():              texts(Dones),
	reflect.TypeFor[QuestionState]():     texts(QuestionStates),
	reflect.TypeFor[CareRole]():          texts(CareRoles),
	reflect.TypeFor[measure.Direction](): {string(measure.LowerBetter), string(measure.HigherBetter)},
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, t := range list {
		out = append(out, string(t))
	}
	return out
}

// effectCodes are the codes of the checklist.
func effectCodes() []string {
	var out []string
	for _, e := range assets.SideEffects() {
		out = append(out, e.Code)
	}
	return out
}

// ofHead are the fields that every record has, filledIn those that the journal fills in.
var (
	ofHead   = []string{"id", "written_at", "trashed_at"}
	filledIn = append([]string{"updated_at"}, ofHead...)
)

// fieldNames are the fields of a record that a person tells, by their names in
// JSON.
func fieldNames[T any]() []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if name := jsonName(f); name != "" && !slices.Contains(filledIn, name) {
			out = append(out, name)
		}
	}
	return out
}

// jsonName is a field's name in JSON, or "" where it has none.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// fieldOf is the field of that name.
func fieldOf(r CourseRecord, name string) (reflect.Value, bool) {
	v := reflect.ValueOf(r).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		if jsonName(f) == name {
			return v.FieldByIndex(f.Index), true
		}
	}
	return reflect.Value{}, false
}

// SetField sets the field of that name (as in its JSON) of a record of the type
// from text, or says in one line what would be accepted. Of a number, a moment
// and an id, "" takes it away. What it cannot say yet, Save says.
func (t RecordType) SetField(r CourseRecord, name, value string) error {
	v, ok := fieldOf(r, name)
	if !ok || !slices.Contains(t.Fields, name) {
		return fmt.Errorf("there is no field %q: use %s", name, strings.Join(t.Fields, ", "))
	}
	value = strings.TrimSpace(value)
	if err := setValue(v, name, value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func setValue(v reflect.Value, name, value string) error {
	allowed := choices[v.Type()]
	if name == "code" {
		allowed = effectCodes()
	}
	if allowed != nil {
		if !slices.Contains(allowed, value) {
			return fmt.Errorf("%q is not one of %s", value, strings.Join(allowed, ", "))
		}
		v.SetString(value)
		return nil
	}
	switch dst := v.Addr().Interface().(type) {
	case *string:
		if err := checkText(value); err != nil {
			return err
		}
		*dst = value
	case *ID:
		*dst = ID(value)
	case *[]ID:
		*dst = nil
		for _, id := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' }) {
			*dst = append(*dst, ID(id))
		}
	case *When:
		w, err := ParseWhen(value)
		if err != nil {
			return err
		}
		*dst = w
	case *bool:
		if value != string(Yes) && value != string(No) {
			return fmt.Errorf("%q is not one of %s", value, strings.Join(texts(YesNos), ", "))
		}
		*dst = value == string(Yes)
	case *int:
		n, err := numberOf(name, value)
		if err != nil {
			return err
		}
		*dst, _ = n.Get()
	case *Maybe[int]:
		n, err := numberOf(name, value)
		if err != nil {
			return err
		}
		*dst = n
	case *float64:
		f, err := strconv.ParseFloat(value, 64)
		if err != nil || f-f != 0 {
			return fmt.Errorf("%q is not a number", value)
		}
		*dst = f
	case *json.RawMessage:
		if !json.Valid([]byte(value)) {
			return errors.New("this is not JSON")
		}
		*dst = json.RawMessage(value)
	default:
		return fmt.Errorf("%T cannot be told as text", dst)
	}
	return nil
}

// numberOf reads a number that has bounds.
func numberOf(name, value string) (Maybe[int], error) {
	if value == "" {
		return Maybe[int]{}, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || checkBounds(name, n) != nil {
		return Maybe[int]{}, fmt.Errorf("%q is not a number from %d to %d", value, bounds[name][0], bounds[name][1])
	}
	return Some(n), nil
}

// FieldsOf is what a record of the course holds, by the names of its fields and
// as SetField takes it.
func FieldsOf(r CourseRecord) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(r).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		name := jsonName(f)
		if name == "" || slices.Contains(ofHead, name) {
			continue
		}
		switch value := v.FieldByIndex(f.Index).Interface().(type) {
		case []ID:
			out[name] = strings.Join(texts(value), ",")
		case bool:
			if value {
				out[name] = string(Yes)
			}
		case int:
			if value != 0 {
				out[name] = strconv.Itoa(value)
			}
		case float64:
			out[name] = strconv.FormatFloat(value, 'f', -1, 64)
		case json.RawMessage:
			out[name] = string(value)
		default:
			out[name] = fmt.Sprint(value)
		}
	}
	return given(out)
}

// referred is the type of record that an id names, by the field it stands in.
var referred = map[string]string{
	"session_id": recordSession, "entry_id": recordEntry, "insight_id": recordInsight, "practice_id": recordPractice,
	"baseline_response_ids": recordResponse,
}

// Refer lets find make an id of what stands in each field that names another
// record, of the type recordType.
func Refer(r CourseRecord, find func(field, recordType string, id ID) (ID, error)) error {
	for field, recordType := range referred {
		v, ok := fieldOf(r, field)
		if !ok {
			continue
		}
		var ids []*ID
		switch in := v.Addr().Interface().(type) {
		case *ID:
			ids = []*ID{in}
		case *[]ID:
			for i := range *in {
				ids = append(ids, &(*in)[i])
			}
		}
		for _, id := range ids {
			if *id == "" {
				continue
			}
			found, err := find(field, recordType, *id)
			if err != nil {
				return err
			}
			*id = found
		}
	}
	return nil
}
