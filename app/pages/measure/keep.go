package measure

import "afterglow/journal"

// Unsaved implements route.Keeper.
func (f *Form) Unsaved(u *journal.Unsaved) {
	if f.waits {
		r := f.response()
		_ = u.AddRecord(&r)
	}
}
