/** Reads what earlier versions stored: each event that has changed its shape is brought to the present one here. */
@NullMarked
package io.codemaster.app.upgrade;

import org.jspecify.annotations.NullMarked;
