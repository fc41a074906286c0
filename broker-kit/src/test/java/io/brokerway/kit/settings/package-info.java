/** Tests of how settings are read. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
