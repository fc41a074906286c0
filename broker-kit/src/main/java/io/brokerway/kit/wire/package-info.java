/**
 * Figures, times and words as brokers write them: checked, since their replies are input like any
 * other.
 */
@NullMarked
package io.brokerway.kit.wire;

import org.jspecify.annotations.NullMarked;
