// Command cel_go EXPRESSIONS.json is cel-go as a contestant of the benchmark. It speaks as ../main.cpp does.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"
)

func newContestant(path string) (*contestant, error) {
	data, err := readData(path)
	if err != nil {
		return nil, err
	}
	options := append(data.options, ext.Strings(), cel.EagerlyValidateDeclarations(true))
	env, err := cel.NewEnv(options...)
	if err != nil {
		return nil, err
	}
	out := &contestant{data: data, env: env, bindings: map[string]cel.Activation{}, programs: map[string]cel.Program{}}
	for name, bound := range map[string]map[string]any{"native": data.native, "values": data.values} {
		if out.bindings[name], err = cel.NewActivation(bound); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *contestant) check(name string, used variant) (any, error) {
	program, err := c.program(name, used)
	if err != nil {
		return nil, err
	}
	value, _, err := program.Eval(c.bindings[used.bindings])
	if err != nil {
		return map[string]any{"right": false, "value": "error: " + err.Error()}, nil
	}
	text := fmt.Sprint(value.Value())
	return map[string]any{"right": same(value, c.data.cases[name].expected), "value": text}, nil
}

func (c *contestant) answer(words []string) (any, error) {
	if len(words) < 3 {
		return nil, fmt.Errorf("a verb, an expression and a variant are wanted")
	}
	verb, name := words[0], words[1]
	used, found := variants[words[2]]
	if _, known := c.data.cases[name]; !known || !found {
		return nil, fmt.Errorf("no expression `%s` or no variant `%s`", name, words[2])
	}
	wanted := time.Duration(0)
	if len(words) > 3 {
		millis, err := strconv.Atoi(words[3])
		if err != nil {
			return nil, err
		}
		wanted = time.Duration(millis) * time.Millisecond
	}
	switch verb {
	case "check":
		return c.check(name, used)
	case "allocations":
		count, err := c.countAllocations(name, used)
		return map[string]any{"allocations": count}, err
	case "evaluate":
		return c.timeEvaluate(name, used, wanted)
	case "compile":
		return c.timeCompile(name, used, wanted), nil
	}
	return nil, fmt.Errorf("no verb `%s`", verb)
}

func introduction() any {
	versions := map[string]string{"go": strings.TrimPrefix(runtime.Version(), "go")}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "cel.dev/cel-go" {
				versions["cel-go"] = module.Version
			}
		}
	}
	return map[string]any{
		"versions": versions,
		"evaluate": []string{"default", "optimised", "default-values", "optimised-values"},
		"compile":  []string{"default", "optimised"},
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cel_go EXPRESSIONS.json")
		os.Exit(2)
	}
	contestant, err := newContestant(os.Args[1])
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %s\n", os.Args[1], err)
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	out.Encode(introduction())
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		answer, err := contestant.answer(strings.Fields(in.Text()))
		if err != nil {
			answer = map[string]any{"error": err.Error()}
		}
		out.Encode(answer)
	}
}
