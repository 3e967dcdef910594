// Package journal is the domain: what a person in ketamine-assisted
// psychotherapy writes and records, and the one Journal that keeps it.
//
// # Contract
//
//   - Saving is durable: when SaveEntry (or any Save) returns nil, the words are
//     on disk. When it returns an error, nothing of it is.
//
//   - An entry is saved against the revision it was read at. A save based on an
//     older one is ErrStale and changes nothing.
//
//   - Text is kept to the letter: what Entry returns is byte for byte what was
//     saved. Moments are kept as they were entered (When).
//
//   - Deleting moves to the trash; Untrash brings it back with its history. Only
//     EmptyTrash (and DeleteReceived) destroys, and what it destroyed cannot be read from the folder
//     again, with the passphrase either.
//
//   - History keeps the last revision of every sitting at the writing page.
//
//   - Search looks at title, tags and text, in memory only; no index is written.
//
//   - Lists (Summaries, Sessions, …) are values: changing them changes nothing.
//
//   - A Journal is safe for use by several goroutines. After Close every method
//     that can fail answers vault.ErrClosed, and lists are empty.
//
//   - A Response never changes once it is saved (ErrImmutable); a correction is a
//     new one that names it. Without every answer there is no total.
//
//   - What goes to the trash with TrashRecord takes what belongs to it alone along
//     when the trash is emptied.
//
// # The course of treatment
//
// Every type below has a list, and Save that makes it durable and gives it back
// with id and revision; an id that is empty asks for a new one. Lists leave out
// what is in the trash, are in the order a page shows and are copies.
//
//	Course         Courses, Course, SaveCourse, CurrentCourse, Baselines, SaveBaselines
//	DosingSession  Sessions, Session, SaveSession (SetField, StartWall, EndWall)
//	Vital          Vitals(session), SaveVital
//	SideEffect     SideEffects(session), SaveSideEffect; codes: assets.SideEffects
//	FollowUp       FollowUps(session), SaveFollowUp (State done or skipped)
//	Insight        Insights, Insight, SaveInsight, LookAtInsight
//	Practice       Practices, Practice, SavePractice
//	PracticeLog    PracticeLogs(practice), SavePracticeLog
//	Question       Questions, Question, SaveQuestion
//	CheckIn        CheckIns, CheckIn, SaveCheckIn; numbers are Maybe: Some(7)
//	Response       Responses, Response, SaveResponse (new ones only), AllResponses
//	ExternalScore  ExternalScores, SaveExternalScore
//	Skip           Skips, SkipMeasure, SaveSkip
//	SupportPlan    SupportPlan, SaveSupportPlan (one)
//	CareContact    CareContacts, SaveCareContact
//	instruments    Instruments, Instrument(id, version), AddInstrument(file), SaveInstrument
//	by fields      RecordTypes (SetField, FieldsOf, Refer): any of them without a form of its own
//	locking        Unsaved.AddRecord(&record): waits sealed when no disk takes it
//	trash          TrashRecord, UntrashRecord, TrashedRecords; EmptyTrash takes all
//
// What a page asks across records: package course (DueToday, SessionStory,
// Offered, DayOf) and package trend (Of, Compare, Higher, Sentence).
// Questionnaires as data and their scores: package measure.
//
// # A therapist's vault
//
// Create with Therapist makes one. Beside its owner's identity, settings and contacts
// it keeps, and a journal of one's own refuses with ErrNotTherapist:
//
//	Client         Clients, Client, SaveClient
//	ReceivedFile   ReceivedFiles(client), ReceivedFile, Receive, AskToDelete,
//	               ReceivedContent, ReceivedAttachment, DeleteReceived
//	ClientNote     ClientNotes(client), ClientNote, SaveClientNote, ClientNoteHistory
//	Deletion       Deletions(client): a line for each received file destroyed
//
// A file is kept whole, with its client, or not at all. DeleteReceived destroys as
// EmptyTrash does. Whose file it is and what files say together: package clients.
//
// Durability, damage, locking and forgetting are promised by package vault.
// What goes into a sealed file is package bundle; choosing it, package sharing.
package journal
