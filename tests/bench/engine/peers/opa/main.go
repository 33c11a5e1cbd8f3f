// opa ACCOUNT OUT SUBJECT AT
//
// The plan by plan.rego, evaluated by Open Policy Agent as a library: the account is read into its store by type of
// object, then one query is asked. Writes a line a change.
package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

//go:embed plan.rego
var policy string

const longestLine = 1 << 20

func readAccount(path string) (map[string]any, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lists := map[string][]any{}
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, longestLine), longestLine)
	for lines.Scan() {
		var object map[string]any
		if err := json.Unmarshal(lines.Bytes(), &object); err != nil {
			return nil, err
		}
		kind := object["type"].(string)
		lists[kind] = append(lists[kind], object)
	}
	account := map[string]any{}
	for kind, list := range lists {
		account[kind] = list
	}
	return account, lines.Err()
}

func evaluate(account map[string]any, subject, at string) ([]any, error) {
	moment, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return nil, err
	}
	// The store takes the objects as they are: nobody else has them.
	store := inmem.NewFromObjectWithOpts(map[string]any{"account": account},
		inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	query := rego.New(rego.Query("data.pipedrive.changes"), rego.Module("plan.rego", policy), rego.Store(store),
		rego.Input(map[string]any{
			"subject": subject, "at": at, "in_30_days": moment.AddDate(0, 0, 30).Format(time.RFC3339),
		}))
	results, err := query.Eval(context.Background())
	if err != nil {
		return nil, err
	}
	if len(results) != 1 {
		return nil, fmt.Errorf("%d results", len(results))
	}
	return results[0].Expressions[0].Value.([]any), nil
}

func run(path, out, subject, at string) error {
	account, err := readAccount(path)
	if err != nil {
		return err
	}
	changes, err := evaluate(account, subject, at)
	if err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	lines := bufio.NewWriter(file)
	for _, each := range changes {
		change := each.([]any)
		fmt.Fprintf(lines, "%s\t%s\t%s\t%s\n", change[0], change[1], change[2], change[3])
	}
	if err := lines.Flush(); err != nil {
		return err
	}
	return file.Close()
}

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: opa ACCOUNT OUT SUBJECT AT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
