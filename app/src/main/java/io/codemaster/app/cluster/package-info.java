/** One process of several: its roles, Axon Server between them, and what they share in the database. */
@NullMarked
package io.codemaster.app.cluster;

import org.jspecify.annotations.NullMarked;
