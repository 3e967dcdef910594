package timeline_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/timeline"
	"afterglow/journal"
)

// What was deleted on other pages waits in the same trash and comes back from it.
func TestWhatIsNoEntryComesBackFromTheTrashToo(t *testing.T) {
	shell, j, _ := opened(t, true)
	i, err := j.SaveInsight(t.Context(), journal.Insight{Text: "The sea does not hurry"})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.TrashRecord(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	page := timeline.NewTrash(shell, j)
	shell.Show(page)
	if pagetest.Says(page.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Fatal("the trash looks empty")
	}
	key(shell, fyne.KeyReturn)
	if list := j.Insights(); len(list) != 1 || list[0].Text != i.Text {
		t.Errorf("brought back %v", list)
	}
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Error("it is still in the trash")
	}
}
