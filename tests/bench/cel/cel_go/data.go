package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// expectation is one expression and the value that it must have.
type expectation struct {
	expression string
	expected   ref.Val
}

// data is expressions.json. Each variable is bound twice: as the Go value that a program would have at hand, and as the
// CEL value that the library would make of it at every use.
type data struct {
	options []cel.EnvOption
	native  map[string]any
	values  map[string]any
	cases   map[string]expectation
}

func readData(path string) (*data, error) {
	var file struct {
		Variables map[string]struct {
			Type  json.RawMessage
			Value json.RawMessage
		}
		Expressions []struct {
			Name       string
			Expression json.RawMessage
			Expected   json.RawMessage
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	out := &data{native: map[string]any{}, values: map[string]any{}, cases: map[string]expectation{}}
	for name, variable := range file.Variables {
		declared, err := readType(variable.Type)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		value, err := readValue(variable.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out.options = append(out.options, cel.Variable(name, declared))
		out.native[name] = narrowed(value, declared)
		out.values[name] = celValue(value)
	}
	for _, entry := range file.Expressions {
		expression, err := readExpression(entry.Expression)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		expected, err := readValue(entry.Expected)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		out.cases[entry.Name] = expectation{expression, celValue(expected)}
	}
	return out, nil
}

var simpleTypes = map[string]*cel.Type{
	"bool": cel.BoolType, "double": cel.DoubleType, "duration": cel.DurationType, "dyn": cel.DynType, "int": cel.IntType,
	"string": cel.StringType, "timestamp": cel.TimestampType,
}

// readType reads a name, or an array of a name and its parameters: "int", ["list", "int"], ["map", "string", "dyn"].
func readType(text json.RawMessage) (*cel.Type, error) {
	var name string
	if json.Unmarshal(text, &name) == nil {
		if out := simpleTypes[name]; out != nil {
			return out, nil
		}
		return nil, fmt.Errorf("not a type: %s", text)
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) < 2 {
		return nil, fmt.Errorf("not a type: %s", text)
	}
	var parameters []*cel.Type
	for _, part := range parts[1:] {
		parameter, err := readType(part)
		if err != nil {
			return nil, err
		}
		parameters = append(parameters, parameter)
	}
	switch kind := string(parts[0]); {
	case kind == `"list"` && len(parameters) == 1:
		return cel.ListType(parameters[0]), nil
	case kind == `"map"` && len(parameters) == 2:
		return cel.MapType(parameters[0], parameters[1]), nil
	}
	return nil, fmt.Errorf("not a type: %s", text)
}

func readExpression(text json.RawMessage) (string, error) {
	var whole string
	if json.Unmarshal(text, &whole) == nil {
		return whole, nil
	}
	var lines []string
	err := json.Unmarshal(text, &lines)
	return strings.Join(lines, "\n"), err
}

// readValue gives nil, bool, int64, float64, string, time.Time, time.Duration, []any or map[string]any.
func readValue(text json.RawMessage) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var out any
	if err := decoder.Decode(&out); err != nil {
		return nil, err
	}
	return untagged(out)
}

func untagged(value any) (any, error) {
	var err error
	switch value := value.(type) {
	case json.Number:
		if strings.ContainsAny(value.String(), ".eE") {
			return value.Float64()
		}
		return value.Int64()
	case []any:
		for i := range value {
			if value[i], err = untagged(value[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range value {
			if len(value) == 1 && strings.HasPrefix(key, "$") {
				return tagged(key, value[key])
			}
			if value[key], err = untagged(value[key]); err != nil {
				return nil, err
			}
		}
	}
	return value, nil
}

func tagged(tag string, value any) (any, error) {
	text, isText := value.(string)
	switch {
	case isText && tag == "$timestamp":
		return time.Parse(time.RFC3339Nano, text)
	case isText && tag == "$duration":
		return time.ParseDuration(text)
	}
	return nil, fmt.Errorf("not a value: %s %v", tag, value)
}

// narrowed gives lists and maps of one declared type their Go type, as a program would: []string, map[string]string.
func narrowed(value any, declared *cel.Type) any {
	switch {
	case declared.IsExactType(cel.ListType(cel.StringType)):
		return narrowedList[string](value)
	case declared.IsExactType(cel.ListType(cel.IntType)):
		return narrowedList[int64](value)
	case declared.IsExactType(cel.MapType(cel.StringType, cel.StringType)):
		out := map[string]string{}
		for key, element := range value.(map[string]any) {
			out[key] = element.(string)
		}
		return out
	}
	return value
}

func narrowedList[T any](value any) []T {
	var out []T
	for _, element := range value.([]any) {
		out = append(out, element.(T))
	}
	return out
}

// celValue converts all of a value, down to its leaves.
func celValue(value any) ref.Val {
	adapter := types.DefaultTypeAdapter
	switch value := value.(type) {
	case []any:
		elements := make([]ref.Val, len(value))
		for i := range value {
			elements[i] = celValue(value[i])
		}
		return types.NewRefValList(adapter, elements)
	case map[string]any:
		entries := map[string]any{}
		for key, element := range value {
			entries[key] = celValue(element)
		}
		return types.NewStringInterfaceMap(adapter, entries)
	}
	return adapter.NativeToValue(value)
}

// same tells whether a value is of the same type as another and equal to it.
func same(a, b ref.Val) bool {
	if _, isList := b.(traits.Lister); !isList && a.Type().TypeName() != b.Type().TypeName() {
		return false
	}
	return a.Equal(b) == types.True
}
