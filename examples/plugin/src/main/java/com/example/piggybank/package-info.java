/**
 * Piggybank, a savings house that does not exist: accounts with cash and shares, read by a personal
 * token. It takes no orders. One environment; a token lasts until it is revoked.
 */
@NullMarked
package com.example.piggybank;

import org.jspecify.annotations.NullMarked;
