/** How an adapter reads what the operator set: all of it, before it complains. */
@NullMarked
package io.brokerway.kit.settings;

import org.jspecify.annotations.NullMarked;
