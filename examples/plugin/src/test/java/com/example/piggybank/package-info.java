/** The plugin before a simulated Piggybank: by the conformance suite, and within a real gateway. */
@NullMarked
package com.example.piggybank;

import org.jspecify.annotations.NullMarked;
