package journal

// Contact is someone a file can be sealed for, or was received from.
type Contact struct {
	ID         ID       `json:"id"`
	Revision   uint64   `json:"-"`
	Name       string   `json:"name"`
	Role       string   `json:"role,omitempty"`
	Recipients []string `json:"recipients,omitempty"` // age recipients
	SigningKey string   `json:"signing_key,omitempty"`
	// ComparedAt is when the eight words were compared in person.
	ComparedAt When `json:"compared_at,omitzero"`
	WrittenAt  When `json:"written_at"`
	TrashedAt  When `json:"trashed_at,omitzero"`
}

// ShareItem is one thing that went into a sealed file. SHA256 is of the bytes
// that stand in the file's data, in hexadecimal.
type ShareItem struct {
	Type     string `json:"type"`
	ID       ID     `json:"id"`
	Revision uint64 `json:"revision"`
	SHA256   string `json:"sha256"`
}

// Share is a line in the log of what was sealed, for whom and why. It stays on
// this machine.
type Share struct {
	ID        ID     `json:"id"`
	Revision  uint64 `json:"-"`
	BundleID  string `json:"bundle_id"`
	CreatedAt When   `json:"created_at"`
	// Recipient: the contact's name, or "" for a passphrase.
	Recipient   string      `json:"recipient,omitempty"`
	ContactID   ID          `json:"contact_id,omitempty"`
	Fingerprint string      `json:"fingerprint,omitempty"`
	Sequence    int         `json:"sequence,omitempty"`
	Purpose     string      `json:"purpose,omitempty"`
	Line        string      `json:"line,omitempty"`
	Period      string      `json:"period,omitempty"`
	Items       []ShareItem `json:"items"`
	FileName    string      `json:"file_name"`
	// HandedOver is the person's own mark that they gave the file away.
	HandedOver When `json:"handed_over,omitzero"`
}
