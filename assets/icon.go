package assets

import _ "embed"

// The icon: a low sun, its light still in the sky and on the water. The PNGs
// are made from the SVG:
//
//	convert -background none -density 384 icon.svg -resize 256x256 -strip -dither None -colors 200 PNG32:icon-256.png
//
// Shared: read only.
var (
	// Icon is 256 × 256 pixels, PNG.
	//go:embed icon/icon-256.png
	Icon []byte
	// IconLarge is 512 × 512 pixels, PNG.
	//go:embed icon/icon-512.png
	IconLarge []byte
	// IconSVG is the drawing itself.
	//go:embed icon/icon.svg
	IconSVG []byte
)
