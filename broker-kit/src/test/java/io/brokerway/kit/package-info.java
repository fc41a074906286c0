/** What the tests of the kit share. */
@NullMarked
package io.brokerway.kit;

import org.jspecify.annotations.NullMarked;
