/**
 * Market prices as a pure function of symbol, instant, epoch and seed: real historical days, played
 * on the wall clock. Nothing here keeps state that changes an answer.
 */
@NullMarked
package io.brokerway.exchange.tape;

import org.jspecify.annotations.NullMarked;
