/** Tests of reading settings. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
