package journal

import "strconv"

// Field is the value of the field of that name as text, "" when it is not
// given: what SetField would take.
func (s DosingSession) Field(name string) string {
	switch name {
	case "date":
		return s.Date.String()
	case "seq":
		if s.Seq == 0 {
			return ""
		}
		return strconv.Itoa(s.Seq)
	case "phase":
		return string(s.Phase)
	case "start":
		return s.Start
	case "end":
		return s.End
	case "route":
		return string(s.Route)
	case "dose_as_prescribed":
		return s.Dose
	case "place":
		return s.Place
	case "music":
		return s.Music
	case "companions":
		return s.Companions
	case "intention_line":
		return s.Intention
	case "status":
		return string(s.Status)
	case "note":
		return s.Note
	}
	return ""
}
