package secret_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"secondstory/backend/secret"
)

func TestFind(t *testing.T) {
	// Joined here, so that no scanner takes the test for a leak.
	aws, git, slack := "AKIA"+"IOSFODNN7EXAMPLE", "ghp"+"_"+strings.Repeat("a1B2", 9), "xoxb"+"-1234567890-abcdefghij"
	for text, want := range map[string]string{
		"use " + aws + " for now":                       "key " + aws,
		"token " + git + ".":                            "key " + git,
		slack:                                           "key " + slack,
		"DB_PASSWORD=hunter22 in the env":               "password hunter22",
		`"api_key": "Zx81-9q"`:                          "password Zx81-9q",
		"postgres://app:s3cr3t@db1/app":                 "password s3cr3t",
		"card 4111 1111 1111 1111 was charged":          "card 4111 1111 1111 1111",
		"order 4111 1111 1111 1112":                     "",
		"write to ines@example.org":                     "email ines@example.org",
		"the token is expired and the password is gone": "",
		"password: ********":                            "",
		"secret=$(cat /run/secret)":                     "",
		"1700000000 and 20260102143000":                 "",
		"at 1594305103856":                              "",
	} {
		var got []string
		for _, s := range secret.Find(text) {
			got = append(got, fmt.Sprintf("%s %s", s.Kind, text[s.Start:s.End]))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What is looked through quickly first hides nothing that a shape would find.
func TestNothingIsPassedOver(t *testing.T) {
	for _, text := range []string{
		"SG." + strings.Repeat("a", 16) + "." + strings.Repeat("b", 16), "ya29." + strings.Repeat("x", 20), "-----BEGIN " + "PRIVATE KEY-----",
		"xoxb-1234567890", "PASSWORD IS Hunter22", "paſſword: hunter22", "APIKEY=abc123", "a://u:p4ss@h", "a@b.de", "2222-4000-7000-0005",
	} {
		if len(secret.Find(text)) == 0 {
			t.Errorf("nothing is found in %q", text)
		}
	}
}

func TestWhatIsFoundIsNeverShownWhole(t *testing.T) {
	aws, private := "AKIA"+"IOSFODNN7EXAMPLE", "-----BEGIN "+"RSA PRIVATE KEY-----"
	type part struct {
		ID, Text string
		unsaid   string
		More     []*part
		Some     map[string]string
	}
	value := part{
		ID: aws, Text: "use " + aws + ", " + aws, unsaid: "x@example.org", More: []*part{nil, {Text: "DB_PASSWORD=hunter22"}, {Text: private}},
		Some: map[string]string{"": "paid with 4111 1111 1111 1111 by ines@example.org"},
	}
	want := []secret.Found{
		{Kind: secret.Key, Hidden: "AKIA…LE"},
		{Kind: secret.Password, Hidden: "h…"},
		{Kind: secret.Key, Hidden: "BEGIN RSA PRIVATE KEY"},
		{Kind: secret.Card, Hidden: "4111…11"},
		{Kind: secret.Email, Hidden: "i…@example.org"},
	}
	if got := secret.In(&value); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
