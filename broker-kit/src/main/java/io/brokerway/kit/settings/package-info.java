/** Reads the settings of an adapter, and tells all that is wrong with them at once. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
