#!/usr/bin/env bash
# Makes the font files of the repository again from pinned npm packages, for whoever changes a font.
# Nothing else needs it: the results are committed. Needs npm and Debian's woff2, fonttools and fonts-noto-color-emoji.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in npm woff2_decompress woff2_compress pyftsubset; do
  command -v "$tool" >/dev/null || { echo "fonts: $tool is missing (apt-get install npm woff2 fonttools)" >&2; exit 2; }
done

bitmaps=/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf
[ -f "$bitmaps" ] || { echo "fonts: $bitmaps is missing (apt-get install fonts-noto-color-emoji)" >&2; exit 2; }

pdf=$PWD/backend/report/pdf/font
web=$PWD/frontend/public/fonts
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT

unpack() { # package@version folder
  mkdir -p "$tmp/$2"
  tar -xz -C "$tmp/$2" --strip-components=1 -f "$tmp/$(cd "$tmp" && npm pack --silent "$1")"
}
unpack @fontsource/inter@5.3.0 inter
unpack @fontsource/source-serif-4@5.3.1 source-serif-4
unpack @fontsource-variable/inter@5.3.0 inter-variable
unpack @fontsource-variable/source-serif-4@5.3.1 source-serif-4-variable
unpack inter-ui@4.1.1 inter-ui
unpack @fontsource/noto-sans-arabic@5.3.0 noto-sans-arabic
unpack @fontsource/noto-sans-hebrew@5.3.0 noto-sans-hebrew
unpack @fontsource/noto-sans-devanagari@5.3.0 noto-sans-devanagari
unpack @fontsource/noto-sans-sc@5.3.0 noto-sans-sc
unpack @fontsource/noto-emoji@5.3.2 noto-emoji
unpack @fontsource/noto-color-emoji@5.3.2 noto-color-emoji

mkdir -p "$pdf" "$web"
rm -f "$pdf"/*.ttf "$pdf"/*.woff2 "$web"/*.woff2 "$web/fonts.css"

# PDF: gofpdf wants TrueType, one file per weight and script.
scripts="latin latin-ext greek cyrillic vietnamese"
truetype() { # family weight style suffix
  for script in $scripts; do
    cp "$tmp/$1/files/$1-$script-$2-$3.woff2" "$tmp/face.woff2"
    woff2_decompress "$tmp/face.woff2"
    mv "$tmp/face.ttf" "$pdf/$1-$script-$2$4.ttf"
  done
}
truetype inter 400 normal ""
truetype inter 600 normal ""
truetype source-serif-4 400 normal ""
truetype source-serif-4 400 italic -italic
truetype source-serif-4 600 normal ""

# The split packages drop what incident notes are full of (→ ≤ ≥ ≈ ✓ ⚠). The whole Inter has them.
symbols="U+2000-209F,U+2100-214D,U+2150-218F,U+2190-23FF,U+2460-24FF,U+25A0-27FF,U+2900-2BFF"
for face in 400:Regular 600:SemiBold; do
  cp "$tmp/inter-ui/web/Inter-${face#*:}.woff2" "$tmp/symbols.woff2"
  woff2_decompress "$tmp/symbols.woff2"
  out=inter-symbols-${face%%:*}
  pyftsubset "$tmp/symbols.ttf" --unicodes="$symbols" --layout-features= --no-hinting \
    --name-IDs=0,1,2,3,4,5,6,13,14 --output-file="$pdf/$out.ttf"
  cp "$pdf/$out.ttf" "$tmp/$out.ttf"
  woff2_compress "$tmp/$out.ttf" 2>/dev/null
  mv "$tmp/$out.woff2" "$web/"
done

# The page of a report carries the same faces, packed.
for face in "$pdf"/*.ttf; do woff2_compress "$face" 2>/dev/null; done

# Interface: variable weights. Source Serif keeps its optical size where headings are set in it.
css() { # family file weights style unicode-range
  printf '@font-face { font-family: "%s"; src: url("%s") format("woff2"); font-weight: %s; font-style: %s; font-display: block; unicode-range: %s; }\n' \
    "$1" "$2" "$3" "$4" "$5" >>"$web/fonts.css"
}
range() { node -p "require('$tmp/$1/unicode.json')['$2']"; }
echo "/* Made by build/fonts.sh. Inter and Source Serif 4 are under the SIL Open Font License 1.1. */" >"$web/fonts.css"
# A family of their own: faces of other weight ranges in the same family make Chromium fall back.
css "Inter Symbols" inter-symbols-400.woff2 "100 500" normal "$symbols"
css "Inter Symbols" inter-symbols-600.woff2 "501 900" normal "$symbols"
variable() { # family-name package script axis style
  local file=$2-$3-$4-$5.woff2
  cp "$tmp/$2-variable/files/$file" "$web/"
  css "$1" "$file" "$([ "$2" = inter ] && echo 100 900 || echo 200 900)" "$5" "$(range "$2" "$3")"
}
for script in cyrillic greek latin-ext latin; do variable "Inter" inter $script wght normal; done
for script in cyrillic greek; do variable "Source Serif 4" source-serif-4 $script wght normal; done
variable "Source Serif 4" source-serif-4 latin-ext wght italic
variable "Source Serif 4" source-serif-4 latin opsz italic
variable "Source Serif 4" source-serif-4 latin-ext opsz normal
variable "Source Serif 4" source-serif-4 latin opsz normal

du -ch "$pdf"/*.ttf | tail -1
du -ch "$web"/*.woff2 | tail -1

# What the tests of other scripts are set in: the letters they use, and no others.
shape=$PWD/backend/shape/testdata
mkdir -p "$shape"
letters() { # package subset name letters
  cp "$tmp/$1/files/$1-$2-400-normal.woff2" "$tmp/face.woff2"
  woff2_decompress "$tmp/face.woff2"
  pyftsubset "$tmp/face.ttf" --text="$4" --layout-features='*' --name-IDs='0,1,2,13' --no-hinting --output-file="$shape/$3.ttf"
}
letters noto-sans-arabic arabic arabic "شاهد المهندس الرسم البياني ولم يكن يعرف ما الذي يعنيه قاعدة البيانات نسخة مرحبا بالعالم،"
letters noto-sans-hebrew hebrew hebrew "שלום עולם זה פשוט מסתובב דקות מאגר הנתונים"
letters noto-sans-devanagari devanagari devanagari "डेटाबेस की प्रतिलिपि नहीं मिली क्षत्रिय"
letters noto-sans-sc chinese-simplified chinese "数据库连接池已满，工程师看到图表。「重启」之后恢复、正常"
letters noto-emoji emoji emoji "🙂🔥👍🏽"

# Coloured emoji: pictures of one kind or the other, and no outlines.
mkdir -p "$shape/colour"
coloured() { # font name
  pyftsubset "$1" --text="🙂🔥" --layout-features= --name-IDs='0,1,2,13' --no-hinting --output-file="$shape/colour/$2.ttf"
}
coloured "$bitmaps" bitmaps
cp "$tmp/noto-color-emoji/files/noto-color-emoji-9-400-normal.woff2" "$tmp/face.woff2"
woff2_decompress "$tmp/face.woff2"
coloured "$tmp/face.ttf" svg
cp "$tmp/noto-sans-arabic/LICENSE" "$shape/OFL-Noto.txt"
