package measure_test

import (
	"fmt"

	"groupwork/measure"
)

func ExampleInstrument_In() {
	pulse, _ := measure.Find("pulse")
	spanish, ok := pulse.In("es")
	fmt.Println(spanish.Title, ok)
	phq, _ := measure.Find("phq9")
	_, ok = phq.In("es")
	fmt.Println(ok) // the authors' own translations have their own licence
	// Output:
	// Pulso de la reunión true
	// false
}

func ExampleInstrument_Orders() {
	pulse, _ := measure.Find("pulse")
	spanish, _ := pulse.In("es")
	fmt.Println(len(pulse.Orders()), pulse.OrderHash() == spanish.OrderHash())
	// Output: 3 false
}

func ExampleLanguages() {
	pulse, _ := measure.Find("pulse")
	phq, _ := measure.Find("phq9")
	fmt.Println(measure.Languages(pulse), measure.Languages(phq))
	// Output: [en ar es] [en]
}
