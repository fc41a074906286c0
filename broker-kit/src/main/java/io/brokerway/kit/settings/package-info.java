/** Reads an operator's settings for an adapter. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
