/**
 * What an operator does on the machine itself: tasks, and the socket that a running gateway takes
 * them by.
 */
@NullMarked
package io.brokerway.server.admin;

import org.jspecify.annotations.NullMarked;
