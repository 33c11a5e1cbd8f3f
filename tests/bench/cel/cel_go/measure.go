package main

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"cel.dev/cel-go/cel"
)

// contestant is cel-go with prepared environment, programs and bindings.
type contestant struct {
	data     *data
	env      *cel.Env
	bindings map[string]cel.Activation
	programs map[string]cel.Program
}

// variant is one way to use the library: which options a program is made with, and how its variables are bound.
type variant struct {
	options  []cel.ProgramOption
	bindings string
}

var optimised = []cel.ProgramOption{cel.EvalOptions(cel.OptOptimize)}

var variants = map[string]variant{
	"default":          {nil, "native"},
	"optimised":        {optimised, "native"},
	"default-values":   {nil, "values"},
	"optimised-values": {optimised, "values"},
}

// compile is parse, check and making the program.
func (c *contestant) compile(expression string, options []cel.ProgramOption) (cel.Program, error) {
	checked, issues := c.env.Compile(expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return c.env.Program(checked, options...)
}

// program compiles once for each expression and set of options.
func (c *contestant) program(name string, used variant) (cel.Program, error) {
	key := fmt.Sprintf("%s %d", name, len(used.options))
	if found := c.programs[key]; found != nil {
		return found, nil
	}
	program, err := c.compile(c.data.cases[name].expression, used.options)
	if err == nil {
		c.programs[key] = program
	}
	return program, err
}

type timing struct {
	Nanoseconds float64 `json:"ns"`
	Turns       int64   `json:"turns"`
	// Busy is the share of the time in which this process ran; the collector may use a second processor.
	Busy float64 `json:"busy"`
}

// running is how long this process has run, all threads together.
func running() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// timeTurns takes turns for about as long as wanted, after shorter batches that find out how many turns these are. Each
// batch begins without the garbage of others, as testing.B has it.
func timeTurns(wanted time.Duration, turn func()) timing {
	turns := int64(1)
	for {
		runtime.GC()
		begin, beginRunning := time.Now(), running()
		for i := int64(0); i < turns; i++ {
			turn()
		}
		took := max(time.Since(begin), 1)
		if took >= wanted*9/10 {
			return timing{float64(took) / float64(turns), turns, float64(running()-beginRunning) / float64(took)}
		}
		growth := min(max(float64(wanted)/float64(took), 1.1), 20)
		turns = int64(float64(turns)*growth) + 1
	}
}

func (c *contestant) timeEvaluate(name string, used variant, wanted time.Duration) (timing, error) {
	program, err := c.program(name, used)
	if err != nil {
		return timing{}, err
	}
	bound := c.bindings[used.bindings]
	return timeTurns(wanted, func() { program.Eval(bound) }), nil
}

func (c *contestant) timeCompile(name string, used variant, wanted time.Duration) timing {
	expression := c.data.cases[name].expression
	return timeTurns(wanted, func() { c.compile(expression, used.options) })
}

func (c *contestant) countAllocations(name string, used variant) (float64, error) {
	program, err := c.program(name, used)
	if err != nil {
		return 0, err
	}
	bound := c.bindings[used.bindings]
	return testing.AllocsPerRun(100, func() { program.Eval(bound) }), nil
}
