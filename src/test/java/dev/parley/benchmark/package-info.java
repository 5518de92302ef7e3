/**
 * What the service costs and what it survives: measured and tried from outside, on a service in a
 * JVM of its own.
 */
package dev.parley.benchmark;
