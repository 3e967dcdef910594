package crypto

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"
)

const (
	hybridPrefix  = "age1pq1"
	classicPrefix = "age1"
	secretPrefix  = "AGE-SECRET-KEY-"

	// A hybrid recipient has 1,959 characters.
	recipientMaxLength = 2048
)

// CheckRecipient reports whether a file can be sealed for this recipient: a
// hybrid age1pq1… or an X25519 age1…, exactly as age writes it, with no space
// around. Plugins, hardware tags and SSH keys are [ErrBadRecipient].
func CheckRecipient(recipient string) error {
	r, err := parseRecipient(recipient)
	if err != nil {
		return err
	}
	// Some well-formed keys cannot be used: trying is the only honest check.
	if _, err := r.Wrap(make([]byte, 16)); err != nil {
		return ErrBadRecipient
	}
	return nil
}

// Strongest gives those of the recipients that a file is sealed for: the hybrid
// ones where there are any, for one classic recipient would undo their protection;
// otherwise all.
func Strongest(recipients []string) []string {
	var hybrid []string
	for _, r := range recipients {
		if strings.HasPrefix(r, hybridPrefix) {
			hybrid = append(hybrid, r)
		}
	}
	if len(hybrid) > 0 {
		return hybrid
	}
	return recipients
}

// Hybrid says whether what is sealed for these recipients is post-quantum hybrid.
func Hybrid(recipients []string) bool {
	return len(recipients) > 0 && !slices.ContainsFunc(recipients, func(r string) bool { return !strings.HasPrefix(r, hybridPrefix) })
}

// RecipientFingerprint returns "SHA256:" and the unpadded base64 of SHA-256 of
// the recipient's text: a short name for a long key. [ErrBadRecipient] if it is
// not one.
func RecipientFingerprint(recipient string) (string, error) {
	if _, err := parseRecipient(recipient); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(recipient))
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:]), nil
}

// parseRecipient accepts the two native kinds. It never quotes the text: it
// might be a secret key, pasted by mistake.
func parseRecipient(text string) (age.Recipient, error) {
	switch {
	case len(text) > recipientMaxLength:
		return nil, ErrBadRecipient
	case strings.HasPrefix(strings.ToUpper(text), secretPrefix):
		return nil, fmt.Errorf("%w; what stands here is a secret key, which must be given to nobody", ErrBadRecipient)
	case strings.HasPrefix(text, hybridPrefix):
		r, err := age.ParseHybridRecipient(text)
		if err != nil || r.String() != text {
			return nil, ErrBadRecipient
		}
		return r, nil
	case strings.HasPrefix(text, classicPrefix):
		r, err := age.ParseX25519Recipient(text)
		if err != nil || r.String() != text {
			return nil, ErrBadRecipient
		}
		return r, nil
	}
	return nil, ErrBadRecipient
}

// parseRecipients accepts one or more of one kind.
func parseRecipients(texts []string) ([]age.Recipient, error) {
	if len(texts) == 0 {
		return nil, fmt.Errorf("%w; nobody was named", ErrBadRecipient)
	}
	if len(texts) > maxRecipients {
		return nil, fmt.Errorf("%w; a file can be sealed for %d at most", ErrBadRecipient, maxRecipients)
	}
	out := make([]age.Recipient, len(texts))
	hybrid := 0
	for n, text := range texts {
		r, err := parseRecipient(text)
		if err != nil {
			return nil, err
		}
		if _, ok := r.(*age.HybridRecipient); ok {
			hybrid++
		}
		out[n] = r
	}
	if hybrid != 0 && hybrid != len(out) {
		return nil, ErrMixedRecipients
	}
	return out, nil
}
