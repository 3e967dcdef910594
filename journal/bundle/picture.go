package bundle

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"afterglow/journal"
)

// ErrNotPicture: neither PNG nor JPEG, or damaged.
var ErrNotPicture = errors.New("this is not a picture that can be read: use a PNG or JPEG file")

const (
	pngMagic  = "\x89PNG\r\n\x1a\n"
	jpegMagic = "\xff\xd8\xff"

	// A person's own picture: what a telephone takes, and what decoding it may
	// hold in memory.
	maxOriginal       = 64 << 20 // bytes
	maxOriginalPixels = 50_000_000
	maxOriginalMemory = 400 << 20

	jpegQuality = 88
)

// pictureHead is what the first bytes of a picture say of it.
type pictureHead struct {
	mime          string
	width, height int
	colors        color.Model
}

// readPictureHead reads the beginning of a picture and decodes nothing.
func readPictureHead(r io.ReadSeeker) (pictureHead, error) {
	var magic [len(pngMagic)]byte
	if _, err := io.ReadFull(r, magic[:]); err != nil {
		return pictureHead{}, ErrNotPicture
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return pictureHead{}, ErrNotPicture
	}
	read, mime := png.DecodeConfig, mimePNG
	switch {
	case string(magic[:]) == pngMagic:
	case string(magic[:len(jpegMagic)]) == jpegMagic:
		read, mime = jpeg.DecodeConfig, mimeJPEG
	default:
		return pictureHead{}, ErrNotPicture
	}
	c, err := read(r)
	if err != nil || c.Width < 1 || c.Height < 1 {
		return pictureHead{}, ErrNotPicture
	}
	return pictureHead{mime, c.Width, c.Height, c.ColorModel}, nil
}

// NewAttachment makes of a person's picture what may travel with an entry: it is
// drawn anew, so that nothing is left in it of where, when and with what it was
// taken; upright; and no side longer than MaxSide. The original is not kept.
//
// Errors: ErrNotPicture, ErrTooLarge, or the context's.
func NewAttachment(ctx context.Context, entry journal.ID, original []byte, caption string) (Attachment, File, error) {
	if len(original) > maxOriginal {
		return Attachment{}, File{}, fmt.Errorf("the picture: %w", ErrTooLarge)
	}
	head, err := readPictureHead(bytes.NewReader(original))
	if err != nil {
		return Attachment{}, File{}, err
	}
	facts := jpegFacts{upright: 1}
	if head.mime == mimeJPEG {
		facts = readJPEGFacts(original)
	}
	pixels := int64(head.width) * int64(head.height)
	if pixels > maxOriginalPixels || pixels*head.memory(facts) > maxOriginalMemory {
		return Attachment{}, File{}, fmt.Errorf("the picture: %w", ErrTooLarge)
	}
	decode := png.Decode
	if head.mime == mimeJPEG {
		decode = jpeg.Decode
	}
	decoded, err := decode(bytes.NewReader(original))
	if err != nil {
		return Attachment{}, File{}, ErrNotPicture
	}
	drawn, err := redraw(ctx, decoded, facts.upright)
	if err != nil {
		return Attachment{}, File{}, err
	}
	var out bytes.Buffer
	if head.mime == mimeJPEG {
		err = jpeg.Encode(&out, drawn, &jpeg.Options{Quality: jpegQuality})
	} else {
		err = png.Encode(&out, drawn)
	}
	if err != nil {
		return Attachment{}, File{}, err
	}
	a := Attachment{
		EntryID: entry, Path: "attachments/" + NewID() + endings[head.mime], MIME: head.mime,
		Width: drawn.Rect.Dx(), Height: drawn.Rect.Dy(), Size: int64(out.Len()), Caption: caption,
	}
	return a, File{a.Path, out.Bytes()}, nil
}

// memory is how many bytes a pixel takes at most while it is decoded.
func (h pictureHead) memory(facts jpegFacts) int64 {
	switch {
	case facts.progressive: // all coefficients are held until the end
		return 20
	case h.mime == mimeJPEG:
		return 4
	case h.colors == color.RGBA64Model || h.colors == color.NRGBA64Model:
		return 8
	default:
		return 4
	}
}

// redraw makes the picture anew, upright and small enough: each new pixel is the
// mean of those it stands for.
func redraw(ctx context.Context, src image.Image, upright int) (*image.RGBA, error) {
	from, ok := src.(image.RGBA64Image)
	if !ok { // every picture that PNG and JPEG give is one
		return nil, ErrNotPicture
	}
	b := src.Bounds()
	full := image.Pt(b.Dx(), b.Dy())
	if upright >= 5 {
		full.X, full.Y = full.Y, full.X
	}
	w, h := full.X, full.Y
	if longest := max(w, h); longest > MaxSide {
		w, h = max(1, w*MaxSide/longest), max(1, h*MaxSide/longest)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		top, bottom := y*full.Y/h, (y+1)*full.Y/h
		for x := range w {
			left, right := x*full.X/w, (x+1)*full.X/w
			var sum [4]uint64
			for v := top; v < bottom; v++ {
				for u := left; u < right; u++ {
					at := turned(image.Pt(u, v), full, upright).Add(b.Min)
					c := from.RGBA64At(at.X, at.Y)
					sum[0] += uint64(c.R)
					sum[1] += uint64(c.G)
					sum[2] += uint64(c.B)
					sum[3] += uint64(c.A)
				}
			}
			n := uint64(right-left) * uint64(bottom-top)
			i := out.PixOffset(x, y)
			for k, s := range sum {
				out.Pix[i+k] = uint8(s / n >> 8)
			}
		}
	}
	return out, nil
}

// turned is where a pixel of the upright picture of the given size stands in
// the one that was taken; upright is EXIF's orientation, 1 to 8.
func turned(p, size image.Point, upright int) image.Point {
	right, bottom := size.X-1-p.X, size.Y-1-p.Y
	switch upright {
	case 2:
		return image.Pt(right, p.Y)
	case 3:
		return image.Pt(right, bottom)
	case 4:
		return image.Pt(p.X, bottom)
	case 5:
		return image.Pt(p.Y, p.X)
	case 6:
		return image.Pt(p.Y, right)
	case 7:
		return image.Pt(bottom, right)
	case 8:
		return image.Pt(bottom, p.X)
	default:
		return p
	}
}

// jpegFacts is what a JPEG says of itself before its pixels.
type jpegFacts struct {
	upright     int // EXIF's orientation, 1 to 8
	progressive bool
}

// readJPEGFacts goes from marker to marker up to the pixels. What it does not
// understand it takes for nothing.
func readJPEGFacts(b []byte) jpegFacts {
	facts := jpegFacts{upright: 1}
	for b = b[2:]; len(b) >= 4 && b[0] == 0xff; {
		marker := b[1]
		if marker == 0xff { // padding
			b = b[1:]
			continue
		}
		size := int(binary.BigEndian.Uint16(b[2:]))
		if marker == 0xda || size < 2 || size+2 > len(b) {
			break
		}
		body := b[4 : 2+size]
		switch {
		case marker == 0xc2:
			facts.progressive = true
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			facts.upright = exifOrientation(body[6:])
		}
		b = b[2+size:]
	}
	return facts
}

// exifOrientation finds the orientation in the first directory of a TIFF, or 1.
func exifOrientation(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(b[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 1
	}
	n := int(order.Uint16(b[at:]))
	for b = b[at+2:]; n > 0 && len(b) >= 12; n, b = n-1, b[12:] {
		if order.Uint16(b) == 0x0112 {
			if v := order.Uint16(b[8:]); v >= 1 && v <= 8 {
				return int(v)
			}
			return 1
		}
	}
	return 1
}
