/** Which database the product keeps everything in, and whether it is fit for that. */
@NullMarked
package io.codemaster.app.store.database;

import org.jspecify.annotations.NullMarked;
