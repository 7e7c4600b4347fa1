package language

import (
	"fmt"
	"strings"
	"testing"
)

// Names from many places, and such as are spelled like a word or end like one.
const people = `Tom Priya Ali Anna James Chris Thomas Jonas Hans Marcus Nicholas Carlos Iris Agnes Luis Matthias Anders Magnus
	Phyllis Frances Curtis Travis Peter Amber Walter Oliver Heather Jennifer Roger Tyler Hunter Parker Xavier Günther Igor
	Victor Clement Vincent Constance Florence Felicity Charity Trinity Ahmed Mohamed Khaled Saeed Fred Alfred Jared Reed
	Winifred Waleed Majed Wilfred Mildred Zayed Syed Emily Kelly Sally Beverly Molly Holly Billy Lily Kimberly Shelly Reilly
	King Sterling Irving Ming Jing Ting Ying Harding Fleming Will May Hope Rose Drew Mark Bill Grace Joy Summer Dawn Chase
	Grant Frank Rich Pat Art Sue Rob Jack Max Angel Christian Dean Guy Jan Xin Anh Ngoc Faith Penny Ivy Violet Olive Ginger
	Pearl Ruby Jade Crystal Robin Jay Gene Ray Rusty Sandy Buddy Sunny Lane Dale Glen Cliff Brook Clay Wade Miles Earl Duke
	Prince Cash Brown Black Green Basil Daisy Autumn April June Skye Bob Nick Don Ken Ron Randy Woody Bud Chuck Dan Sam Ben
	Sid Les Wes Ed Jo Bo Bea Kay Val Von Kate Kyle Terry Drake Ingrid Yusuf Fatima Aisha Hassan Noor Zainab Kwame Ama Kofi
	Chidi Ngozi Tunde Sipho Thabo Wanjiru Otieno Abebe Tigist Wei Hui Mei Yan Yu Li Jun Lan Minh Dung Thuy An Hien Hyun Ji
	Eun Sung Yuki Haruto Sora Ren Kenji Akira Rohan Arjun Ananya Deepak Suresh Lakshmi Vijay Anil Om Dev Olga Dmitri Yuri
	Petr Łukasz Zdeněk Goran Siobhán Aoife Björn Åsa Søren Ødegård François Chloé Íñigo João Ângela Lupe Paz Sol Lin Song
	Wang Wu Tran O'Brien D'Angelo McDonald MacLeod DeShawn LaToya Jean-Luc Hans-Peter`

// TestBlameDoesNotHangOnTheName says the same of everybody.
func TestBlameDoesNotHangOnTheName(t *testing.T) {
	c := New(English(), German())
	for who := range strings.FieldsSeq(people) {
		for _, what := range []string{
			"%s ignored the alert.", "%s misread the graph.", "%s failed to follow the runbook.", "%s forgot to clear the cache.",
			"%s was careless with the config.", "%s didn't test the rollback.", "10:04 %s messed up the migration.", "%s broke the build.",
			"Then %s skipped the checklist.", "- %s accidentally deleted the volume.", "At noon %s missed the page.", "Mr %s caused the outage.",
		} {
			if text := fmt.Sprintf(what, who); !hasClass(c.Check(text), Blame) {
				t.Errorf("%q is not noticed", text)
			}
		}
	}
}

// TestMachinesAreNoPeople says of machines what is said of people.
func TestMachinesAreNoPeople(t *testing.T) {
	c := New(English(), German())
	for who := range strings.FieldsSeq(`Redis Kafka Prometheus Jenkins Cassandra Postgres MySQL Terraform Consul Vault
		Kubernetes Nagios Elasticsearch RabbitMQ Deployments Timeouts Provisioning The_deploy The_scheduler Our_pipeline`) {
		for _, what := range []string{
			"%s ignored the setting.", "%s failed to read the file.", "%s failed to elect a leader.", "%s missed two heartbeats.",
			"%s broke prod.", "%s caused the outage.", "%s didn't acknowledge the write.", "%s skipped the test.",
		} {
			text := fmt.Sprintf(what, strings.ReplaceAll(who, "_", " "))
			if hasClass(c.Check(text), Blame) {
				t.Errorf("%q is taken for blame", text)
			}
		}
	}
}

func hasClass(flags []Flag, k Class) bool {
	for _, f := range flags {
		if f.Class == k {
			return true
		}
	}
	return false
}
