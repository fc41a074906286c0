/** An operator's settings as adapters read them. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
