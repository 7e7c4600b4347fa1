package language

import (
	"strings"
	"testing"
	"time"
)

// markdownCases are files, and what is read as one in them: between bars, a
// quotation with > before it, line breaks as /.
var markdownCases = []struct{ name, src, want string }{
	{"everything", "---\ntitle: x\n---\n# Head\n\nOne line\nand more.\n\n```go\ncode\n```\n- item\n  goes on\n- next\n\nText\n\n    code\n\n" +
		"> quoted\n\n| a | b |\n|---|---|\n<!-- not\nthis -->\n[ref]: https://x.example\n~~~\nopen to the end", "Head|One line/and more.|item/goes on|next|Text|>quoted|a|b"},
	{"1 item goes on in the next line", "- It was human\n  error\n", "It was human/error"},
	{"2 numbered item", "1. It was human\n   error\n2) next", "It was human/error|next"},
	{"3 item with tabs", "*\tIt was\n\thuman", "It was/human"},
	{"4 item goes on without indentation", "- It was\nhuman\n", "It was/human"},
	{"5 paragraphs of an item", "1. a\n\n    b\n\n   c\n\nd", "a|b|c|d"},
	{"6 paragraph of a nested item", "- a\n  - b\n\n    c\n", "a|b|c"},
	{"7 code in an item", "- a\n\n      code\n- b", "a|b"},
	{"8 code in a nested item", "- a\n  - b\n\n        code\n\n    c\n", "a|b|c"},
	{"9 fence in an item", "- a\n  ```\n  code\n\n  code\n  ```\n  b", "a|b"},
	{"10 fence ends with its item", "- ```\n  code\nText", "Text"},
	{"11 long fence", "````\n```\ncode\n````\na", "a"},
	{"12 no fence", "``` a ` b\nc", "``` a ` b/c"},
	{"13 item that begins with an empty line", "-\n  a\n-\n\n  b", "a|b"},
	{"14 rule, no item", "a\n\n* * *\n- - -\nb", "a|b"},
	{"15 a number within a paragraph", "It was\n1986. A year\n1. item", "It was/1986. A year|item"},
	{"16 items in items at once", "- 1. * a\n       b", "a/b"},
	{"17 indented lines of a paragraph", "a\n        b\n   c", "a/b/c"},
	{"18 a box to tick", "- [ ] a\n- [x] b\n- [z] c", "a|b|[z] c"},
	{"19 quotation", "> a\n> b\n\nc", ">a/b|c"},
	{"20 quotation without marks", "> a\nb\n\nc", ">a/b|c"},
	{"21 quotation that ends", "> a\n\nb\n> c\n# d\n> e\n- f", ">a|b|>c|d|>e|f"},
	{"22 quotation in an item", "- a\n  > b\n  > c\n\n  d", "a|>b/c|d"},
	{"23 item in a quotation", "> - a\n>   b\n>\n>   c\nd\n\ne", ">a/b|>c/d|e"},
	{"24 quotation in a quotation", ">> a\n> b\nc", ">a/b/c"},
	{"25 code in a quotation", ">     code\n> a\n> ```\n> code\nb", ">a|b"},
	{"26 headings", "# a #\n###### b\n####### c\n#d\n\ne\n===\nf\n---\n", "a #|b|####### c/#d|e|f"},
	{"27 table", "| a | b |\n|:--|--:|\n| c \\| d | e\nf\n\n| g |", "a|b|c \\| d|e|f|| g |"},
	{"28 table after a line, within an item", "- x\n  a | b\n  -|-\n  c | d", "x|a|b|c|d"},
	{"29 no table", "a | b\n---|---|---|---\n\na | b | c\n-|-\n", "a|b|a | b | c/-|-"},
	{"30 comments", "a <!-- b --> c <!-- d\ne --> f\n\n<!-- g\n\nh --> i\n<!-- j", "a  c  f|i"},
	{"31 comment in an item", "- a\n  <!-- b\n  c --> d\n- e", "a|d|e"},
	{"32 pre", "<pre>a\n\nb</pre> c\n<PRE>\nd", "c"},
	{"33 script", "<script>\nif (a) b\n</script>\nc", "c"},
	{"34 blockquote", "<blockquote>a</blockquote> b\n\n<blockquote>\n\nc\n\n</blockquote>\n\nd", ">a|b|>c|d"},
	{"35 blockquote that nobody closes", "<blockquote>a\n\nb", "a|b"},
	{"36 tags", "<div class=\"x>\">a <b>c</b>\nd<p>e</div>\n\n<details><summary>f</summary>\n\ng\n</details>", "a <b>c</b>/d|e|f|g"},
	{"37 pre within a block", "<div>a<pre>b</pre>c\n\nd", "a|c|d"},
	{"38 tag on a line of its own", "<x-y a='b'>\nc\n\n<https://x.example> d", "<x-y a='b'>/c|<https://x.example> d"},
	{"39 definitions", "[a]: /b\n[c]: <d e> 'f'\n[g]: /h i\n[j]: k \"l\"\n\n[m]:\n[n]: o (p)\nq", "[g]: /h i/[j]: k \"l\"|q"},
	{"40 footnotes", "a[^1]\n\n[^1]: b\nc\n\n    d\n\n[^x y]: e", "a[^1]|b/c|d|e"},
	{"41 front matter", "+++\na = 'b'\n\n+++\nc", "c"},
	{"42 front matter that ends in points", "---\na: b\n...\nc", "c"},
	{"43 no front matter", "---\n\na\n\n---\nb", "a|b"},
	{"44 front matter that nobody closes", "---\na: b\n----\nc", "a: b|c"},
	{"45 byte order mark", "\ufeff---\na: b\n---\nc", "c"},
	{"46 line ends of another system", "- a\r\n  b\r\n\r\n> c\r\nd\r\n\r\ne\r\n---\r\n", "a/b|>c/d|e"},
	{"47 half a tab", "-\ta\n\n\tb\n>\tc\n>\n>\t\td", "a|b|>c"},
	{"48 items side by side", "1. a\n2. b\n\n\n3. c\n* d\n+ e", "a|b|c|d|e"},
}

func TestMarkdown(t *testing.T) {
	for _, c := range markdownCases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for p := range Markdown(c.src) {
				mark := ""
				if p.Quote {
					mark = ">"
				}
				lines := strings.NewReplacer("\r", "", "\n", "/").Replace(strings.TrimSpace(p.Text))
				got = append(got, mark+lines)
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.src, s, c.want)
			}
			passagesHold(t, c.src)
		})
	}
}

// passagesHold checks that passages come in order, and that every byte of theirs is
// where they say it is.
func passagesHold(t *testing.T, src string) {
	t.Helper()
	last := 0
	for p := range Markdown(src) {
		for i := range len(p.Text) {
			at := p.At(i)
			if at < last || at >= len(src) || src[at] != p.Text[i] || p.Until(i+1) != at+1 {
				t.Fatalf("%q: byte %d of %+v is said to be at %d, after %d", src, i, p, at, last)
			}
			last = at
		}
	}
}

// What no person writes is read in a time that grows with its length alone.
func TestHostileMarkdown(t *testing.T) {
	const size = 4 << 20
	for name, part := range map[string]string{
		"quotes": ">", "quotes and spaces": "> ", "lists": "- ", "numbers": "1. ", "lists in quotes": "> - ", "rules": "* ", "tabs": "\t", "spaces": " ",
		"quoted lines": ">\n", "items": "- a\n", "deeper": "- a\n  ", "empty": "\n", "bars": "|", "table": "|a\n|-\n", "rows": "|a|\n",
		"brackets": "[", "labels": "[a]:\n", "labels on a line": "[a]: ", "tags": "<a ", "pre": "<pre>", "pre lines": "<div><pre>\n", "comments": "<!--", "comments that end": "a <!-- -->\n b",
		"blockquotes": "<blockquote>\n", "ends": "</", "closed": "<p>a</p>", "fences": "```\n", "open fences": "``` `\n", "marks": "#", "underlines": "a\n=\n",
		"wrapped": "- a\n  b\n  c\n", "marked": "> a\n> b\n", "quotation marks": "<a b=\"", "footnotes": "[^1]: ",
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			for _, before := range []string{"", strings.Repeat("> ", 10_000) + "a\n", strings.Repeat("- ", 10_000) + "a\n"} {
				for p := range Markdown(before + strings.Repeat(part, size/len(part))) {
					_ = p.Until(len(p.Text))
				}
			}
			if took := time.Since(started); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// A paragraph without end is handed over in parts, each line whole.
func TestMarkdownHandsOverALongParagraph(t *testing.T) {
	src := "- a\n" + strings.Repeat("  It was human error.\n", maxParagraph/10)
	n, passages := 0, 0
	for p := range Markdown(src) {
		passages++
		n += strings.Count(p.Text, "human error.\n")
		if len(p.Text) > 2*maxParagraph {
			t.Errorf("%d bytes at once", len(p.Text))
		}
	}
	if n != maxParagraph/10 || passages < 2 {
		t.Errorf("%d lines in %d passages", n, passages)
	}
}

// Lines that are joined share their room.
func TestMarkdownAllocatesLittle(t *testing.T) {
	src := strings.Repeat("- It was\n  quiet\n\n  here.\n\n", 10_000)
	if n := testing.AllocsPerRun(5, func() {
		for p := range Markdown(src) {
			_ = p
		}
	}); n > 100 {
		t.Errorf("%.0f allocations for 10,000 items", n)
	}
}
