package kit

// Cut lets the tests of what is seen from outside try the cutting of long texts.
var Cut = cut
