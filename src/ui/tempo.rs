//! How fast Run goes: so many days per second, or as many as can be planned.

use super::number::decimal;

/// The speed that Run begins with, in days per second.
pub const USUAL: f64 = 20.0;

/// As many days as can be.
pub const UNBOUND: f64 = f64::INFINITY;

/// How addresses say [`UNBOUND`].
pub const MOST: &str = "max";

/// Between two beats, in milliseconds, where days do not follow each other more slowly.
const BEAT: f64 = 50.0;

/// The most days that go with one beat where their number is not bound.
const LONGEST: f64 = 4096.0;

/// A speed as addresses say it: days per second, from 0.1 to 1,000, or [`MOST`].
pub fn speed(text: &str) -> Option<f64> {
    if text == MOST {
        return Some(UNBOUND);
    }
    decimal(text).filter(|speed| (0.1..=1000.0).contains(speed))
}

/// The stride of Run: how many days go with each beat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stride {
    speed: f64,
    /// Days that are due; where their number is not bound, those of the last beat.
    due: f64,
}

impl Default for Stride {
    fn default() -> Self {
        Self::at(USUAL)
    }
}

impl Stride {
    /// The stride at a speed in days per second.
    pub fn at(speed: f64) -> Self {
        Self { speed, due: 0.0 }
    }

    /// The speed in days per second.
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Between two beats, in whole milliseconds.
    pub fn beat(&self) -> f64 {
        (1000.0 / self.speed).max(BEAT).ceil()
    }

    /// The days to go with this beat. While those of an earlier one are still being planned (`busy`) it is none, and none is
    /// owed for it later.
    pub fn days(&mut self, busy: bool) -> u32 {
        if self.speed == UNBOUND {
            // Twice as many each time they were planned within a beat; half as many each time they were not.
            let factor = if busy { 0.5 } else { 2.0 };
            self.due = (self.due * factor).clamp(1.0, LONGEST);
            return if busy { 0 } else { self.due as u32 };
        }
        if busy {
            return 0;
        }
        self.due += self.speed * self.beat() / 1000.0;
        let days = self.due.floor();
        self.due -= days;
        days as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_of_addresses() {
        assert_eq!(speed("20"), Some(20.0));
        assert_eq!(speed("0.5"), Some(0.5));
        assert_eq!(speed("1000"), Some(1000.0));
        assert_eq!(speed("max"), Some(UNBOUND));
        for bad in ["", "0", "0.09", "-1", "1001", "inf", "NaN", "fast", "MAX"] {
            assert_eq!(speed(bad), None, "{bad}");
        }
    }

    /// The days of each of so many beats.
    fn beats(speed: f64, count: usize) -> Vec<u32> {
        let mut stride = Stride::at(speed);
        (0..count).map(|_| stride.days(false)).collect()
    }

    #[test]
    fn as_many_days_in_a_second_as_the_speed_says() {
        assert_eq!(beats(20.0, 4), [1, 1, 1, 1]);
        assert_eq!(beats(50.0, 4), [2, 3, 2, 3]);
        assert_eq!(beats(1000.0, 2), [50, 50]);
        // Slow ones wait from day to day, and the first day comes with the first beat.
        for slow in [0.1, 0.3, 1.0, 3.0, 7.0, 19.0] {
            assert_eq!(beats(slow, 3), [1, 1, 1], "{slow}");
        }
        for speed in [0.5, 3.0, 7.0, 20.0, 33.0, 144.0, 999.0] {
            let seconds = 60.0;
            let count = (1000.0 * seconds / Stride::at(speed).beat()) as usize;
            let days: u32 = beats(speed, count).iter().sum();
            let expected = speed * seconds;
            assert!(
                (f64::from(days) - expected).abs() <= 1.0 + 0.02 * expected,
                "{days} days in a minute at {speed} a second"
            );
        }
    }

    #[test]
    fn a_worker_that_cannot_keep_up_is_not_owed_more_and_more() {
        let mut stride = Stride::at(100.0);
        assert_eq!(stride.days(false), 5);
        for _ in 0..50 {
            assert_eq!(stride.days(true), 0);
        }
        assert_eq!(stride.days(false), 5);
    }

    #[test]
    fn as_many_as_can_be_finds_how_many_that_is() {
        assert_eq!(beats(UNBOUND, 6), [1, 2, 4, 8, 16, 32]);
        assert_eq!(beats(UNBOUND, 40).last(), Some(&(LONGEST as u32)));
        // A beat finds the worker busy: fewer next time, but always one.
        let mut stride = Stride::at(UNBOUND);
        let days = [
            false, false, false, true, true, false, true, true, true, false,
        ];
        assert_eq!(
            days.map(|busy| stride.days(busy)),
            [1, 2, 4, 0, 0, 2, 0, 0, 0, 2]
        );
    }
}
