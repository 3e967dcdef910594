package practice

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal/clients"
)

// The fictional therapist has something of everything that their pages show.
func TestTheFictionalTherapistHasClients(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.FixedZone("", 3600))
	j, err := Make(context.Background(), filepath.Join(t.TempDir(), "demo"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if n := len(j.Clients()); n != 3 || len(j.ReceivedFiles("")) != 4 {
		t.Fatalf("%d clients, %d files", n, len(j.ReceivedFiles("")))
	}
	c, err := clients.Of(j)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, client := range j.Clients() {
		if client.Alias != assets.Demo(now).Alias {
			continue
		}
		story, err := c.Story(context.Background(), client.ID)
		if err != nil || len(story.Files) != 2 || len(story.Content.Entries) < 3 || len(story.Content.Responses) == 0 || len(story.Content.Questions) == 0 {
			t.Errorf("%d files, %d entries, %v", len(story.Files), len(story.Content.Entries), err)
		}
		if len(j.ClientNotes(client.ID)) == 0 || client.Keys[0].ComparedAt.IsZero() {
			t.Error("there is no note, or the words were not compared")
		}
	}
}
