package vault

import (
	"context"
	"fmt"
	"time"

	"afterglow/crypto"
)

// SlotMaker gives the key slots a header is to have, from those it has. It must
// not keep master.
type SlotMaker func(vaultID, master []byte, now []crypto.Slot) ([]crypto.Slot, error)

// SetSlots replaces the key slots and nothing else: the journal stays as it is.
// When it returns, the old slots are in neither copy of the header. Cut off in
// the middle, the old or the new slots are in force; both open the same journal.
func (v *Vault) SetSlots(ctx context.Context, slots SlotMaker) error {
	v.writing.Lock()
	defer v.writing.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	h := v.hdr
	h.Serial++
	var err error
	if h.Slots, err = slots(h.VaultID, v.master, v.hdr.Slots); err != nil {
		return err
	}
	if err := soundSlots(h.Slots); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := encodeHeader(h, v.master)
	if err != nil {
		return err
	}
	state, err := replaceHeader(v.disk, v.dir, file)
	switch state {
	case isReplaced:
		v.hdr = h
		v.changed = time.Now() // a backup from before opens with the old slots
	case maybeReplaced:
		v.writer.broken = err
	}
	return err
}

// soundSlots keeps a header from being written that nothing could open.
func soundSlots(slots []crypto.Slot) error {
	if len(slots) == 0 || len(slots) > maxSlots {
		return fmt.Errorf("a header has 1 to %d key slots, not %d", maxSlots, len(slots))
	}
	return nil
}
