"""python -m partcode"""

from partcode.cli import main

if __name__ == "__main__":
    main()
