/** What operators and readers of the documentation look at: health, queue, metrics, docs. */
@NullMarked
package io.brokerway.server.ops;

import org.jspecify.annotations.NullMarked;
