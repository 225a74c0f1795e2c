/** The stored events in their order, in a database or in an Axon Server. */
@NullMarked
package io.codemaster.app.store.event;

import org.jspecify.annotations.NullMarked;
