/** A broker that does what a test tells it to, and the engine's lower half around it. */
package io.brokerway.engine.scripted;
