package pdf

// color is red, green and blue.
type color struct{ r, g, b int }

// The colours of the report (design of the report).
func ink() color    { return color{0x16, 0x19, 0x1B} }
func ink2() color   { return color{0x4C, 0x54, 0x59} }
func line() color   { return color{0xC9, 0xCB, 0xC8} }
func hair() color   { return color{0xDF, 0xE0, 0xDD} }
func accent() color { return color{0x0B, 0x5A, 0x5E} }
func soft() color   { return color{0xE4, 0xEF, 0xEE} }
func band1() color  { return color{0xED, 0xEE, 0xEC} }
func band2() color  { return color{0xDD, 0xE0, 0xDE} }
func band3() color  { return color{0xCA, 0xCF, 0xCC} }
func rail() color   { return color{0xA9, 0xAE, 0xAB} }
func leader() color { return color{0x84, 0x8A, 0x88} }
func white() color  { return color{0xFF, 0xFF, 0xFF} }

// style is how text is set: sizes, leading and tracking in points.
type style struct {
	face     face
	size     float64
	leading  float64
	color    color
	tracking float64
}

func (s style) in(c color) style {
	s.color = c
	return s
}

func (s style) with(f face) style {
	s.face = f
	return s
}

// sized changes the size and keeps the proportion of the leading.
func (s style) sized(size float64) style {
	s.leading *= size / s.size
	s.tracking *= size / s.size
	s.size = size
	return s
}

// The styles of the report, after its mock.
func bodyStyle() style { return style{face: serif(), size: 10.4, leading: 15.3, color: ink()} }

func titleStyle() style {
	return style{face: serifBold(), size: 25, leading: 28, color: ink(), tracking: -.3}
}
func leadStyle() style    { return style{face: serif(), size: 12.6, leading: 17.9, color: ink()} }
func headStyle() style    { return style{face: serifBold(), size: 13, leading: 16.3, color: ink()} }
func subheadStyle() style { return style{face: serifBold(), size: 10.8, leading: 14, color: ink()} }
func labelStyle() style   { return style{face: sansBold(), size: 8, leading: 11.2, color: ink2()} }
func tableStyle() style   { return style{face: sans(), size: 8.8, leading: 12.3, color: ink()} }
func smallStyle() style   { return style{face: sans(), size: 8, leading: 11.2, color: ink2()} }
func runStyle() style     { return style{face: sans(), size: 7.8, leading: 10, color: ink2()} }
func refStyle() style     { return style{face: sans(), size: 7.8, leading: 11.2, color: accent()} }
func quoteStyle() style   { return style{face: serifItalic(), size: 12.4, leading: 17.4, color: ink()} }
func boxStyle() style     { return style{face: serif(), size: 9.7, leading: 14.2, color: ink()} }

// mm is millimetres in points.
func mm(n float64) float64 { return n * 72 / 25.4 }
