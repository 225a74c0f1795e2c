/** What a program asks of a running product that has the embedded database for itself, by files in the data directory. */
@NullMarked
package io.codemaster.app.store.request;

import org.jspecify.annotations.NullMarked;
